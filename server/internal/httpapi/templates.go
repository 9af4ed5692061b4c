package httpapi

import (
	"cmp"
	"context"
	"errors"
	"net/http"

	"feltboard/boards"
	"feltboard/server/internal/accounts"

	"github.com/danielgtaylor/huma/v2"
)

type templatesOut struct {
	Body struct {
		Templates []template `json:"templates" nullable:"false"`
	}
}

type template struct {
	ID       string          `json:"id"`
	Title    string          `json:"title"`
	Minutes  int             `json:"minutes" doc:"A usual length."`
	UseWhen  string          `json:"use_when"`
	Credit   string          `json:"credit" doc:"Whose method it is."`
	Zones    []templateZone  `json:"zones" nullable:"false"`
	Phases   []templatePhase `json:"phases" nullable:"false"`
	Front    bool            `json:"front" doc:"Offered first."`
	TeamOnly bool            `json:"team_only" doc:"Without customers and viewers."`
	Level    string          `json:"level" doc:"Participation level (IAP2); empty where none is promised."`
	Own      bool            `json:"own" doc:"Made here; it can be deleted."`
}

type templateZone struct {
	Title  string `json:"title"`
	Prompt string `json:"prompt"`
	Area   string `json:"area" doc:"Where it lies."`
	Kind   string `json:"kind" enum:"notes,column,plane" doc:"A column heads cells and takes no notes; on a plane notes lie at their score."`
}

type templatePhase struct {
	Title   string `json:"title"`
	Minutes int    `json:"minutes" doc:"0: no timer."`
}

// TemplatePath names a template in an address.
type TemplatePath struct {
	ID string `path:"id" maxLength:"64" doc:"The template's id."`
}

type templateFile struct {
	ContentType        string `header:"Content-Type"`
	ContentDisposition string `header:"Content-Disposition"`
	Body               []byte
}

type templateIn struct {
	RawBody []byte `contentType:"application/json" doc:"A file of the format feltboard.template/1."`
}

type templateOut struct {
	Body struct {
		ID string `json:"id"`
	}
}

type saveIn struct {
	BoardPath
	Body struct {
		Title string `json:"title,omitempty" maxLength:"60" doc:"What the template is called; the board's title if left out."`
	}
}

var errNoTemplate = fail(NotFound, "", "This template does not exist, or not any more.")

func (a *api) templates(h huma.API) {
	huma.Register(h, operation(http.MethodGet, "/api/v1/templates", "list-templates", "What a new board can start with: those offered first in front, then the others, then the owner's own."), a.listTemplates)
	huma.Register(h, operation(http.MethodGet, "/api/v1/templates/{id}", "export-template", "A template as a file."), a.readTemplate)
	keep := operation(http.MethodPost, "/api/v1/templates", "import-template", "Keep a template's file as the owner's own.")
	keep.SkipValidateBody = true // boards.ParseTemplate says more
	huma.Register(h, keep, a.importTemplate)
	gone := operation(http.MethodDelete, "/api/v1/templates/{id}", "delete-template", "Take an own template away. It can be restored.")
	gone.DefaultStatus = http.StatusNoContent
	huma.Register(h, gone, a.deleteTemplate)
	back := operation(http.MethodPost, "/api/v1/templates/{id}/restore", "restore-template", "Offer a deleted template again.")
	back.DefaultStatus = http.StatusNoContent
	huma.Register(h, back, a.restoreTemplate)
	huma.Register(h, operation(http.MethodPost, "/api/v1/boards/{id}/template", "save-template", "Keep a board's zones and agenda as a template; nothing that was written there."), a.saveTemplate)
}

func (a *api) listTemplates(ctx context.Context, _ *struct{}) (*templatesOut, error) {
	out := &templatesOut{}
	for _, t := range boards.Templates {
		out.Body.Templates = append(out.Body.Templates, describeTemplate(t))
	}
	if visitOf(ctx).session.Person == "" {
		return out, nil
	}
	own, err := a.Accounts.Templates(ctx)
	if err != nil {
		return nil, a.refusal("list templates", err)
	}
	for _, kept := range own {
		t, bad := boards.ParseTemplate(kept.File)
		if bad != nil {
			a.log.Error("read a template", "template", kept.ID, "err", bad) // the others are listed all the same
			continue
		}
		t.ID = kept.ID
		one := describeTemplate(t)
		one.Own = true
		out.Body.Templates = append(out.Body.Templates, one)
	}
	return out, nil
}

func describeTemplate(t boards.Template) template {
	one := template{
		ID: t.ID, Title: t.Title, Minutes: t.Minutes, UseWhen: t.UseWhen, Credit: t.Credit, Front: t.Front, TeamOnly: t.TeamOnly, Level: t.Level,
	}
	for _, z := range t.Zones {
		one.Zones = append(one.Zones, templateZone{z.Title, z.Prompt, z.Area, cmp.Or(z.Kind, "notes")})
	}
	for _, p := range t.Phases {
		one.Phases = append(one.Phases, templatePhase{p.Title, p.Minutes})
	}
	return one
}

// template returns a template that a board can start with, or accounts.ErrNoTemplate.
func (a *api) template(ctx context.Context, id string) (boards.Template, error) {
	if t, ok := boards.TemplateByID(id); ok {
		return t, nil
	}
	kept, err := a.Accounts.Template(ctx, id)
	if err == nil && kept.Deleted != 0 {
		err = accounts.ErrNoTemplate
	}
	if err != nil {
		return boards.Template{}, err
	}
	return parseKept(kept)
}

func parseKept(kept accounts.Template) (boards.Template, error) {
	t, bad := boards.ParseTemplate(kept.File)
	if bad != nil {
		return t, bad
	}
	t.ID = kept.ID
	return t, nil
}

func (a *api) readTemplate(ctx context.Context, in *TemplatePath) (*templateFile, error) {
	t, built := boards.TemplateByID(in.ID)
	if !built {
		if visitOf(ctx).session.Person == "" {
			return nil, errSignIn
		}
		var err error
		if t, err = a.template(ctx, in.ID); err != nil {
			return nil, a.refusal("read a template", err)
		}
	}
	return &templateFile{"application/json", attachment(t.Title + ".feltboard-template.json"), boards.FormatTemplate(t)}, nil
}

func (a *api) importTemplate(ctx context.Context, in *templateIn) (*templateOut, error) {
	if visitOf(ctx).session.Person == "" {
		return nil, errSignIn
	}
	t, bad := boards.ParseTemplate(in.RawBody)
	if bad != nil {
		return nil, fail(BadValue, bad.Field, bad.Message)
	}
	return a.keep(ctx, t)
}

func (a *api) keep(ctx context.Context, t boards.Template) (*templateOut, error) {
	id, err := a.Accounts.KeepTemplate(ctx, boards.FormatTemplate(t))
	if err != nil {
		return nil, a.refusal("keep a template", err)
	}
	out := &templateOut{}
	out.Body.ID = id
	return out, nil
}

func (a *api) deleteTemplate(ctx context.Context, in *TemplatePath) (*struct{}, error) {
	if _, err := a.owner(ctx); err != nil {
		return nil, err
	}
	if err := a.Accounts.DeleteTemplate(ctx, in.ID); err != nil {
		return nil, a.refusal("delete a template", err)
	}
	return nil, nil
}

func (a *api) restoreTemplate(ctx context.Context, in *TemplatePath) (*struct{}, error) {
	if _, err := a.owner(ctx); err != nil {
		return nil, err
	}
	if err := a.Accounts.RestoreTemplate(ctx, in.ID); err != nil {
		return nil, a.refusal("restore a template", err)
	}
	return nil, nil
}

func (a *api) saveTemplate(ctx context.Context, in *saveIn) (*templateOut, error) {
	if _, err := a.facilitator(ctx, in.ID); err != nil {
		return nil, err
	}
	t, err := a.templateOf(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	if in.Body.Title != "" {
		t.Title = in.Body.Title
	}
	if _, bad := boards.ParseTemplate(boards.FormatTemplate(t)); bad != nil {
		return nil, fail(BadValue, bad.Field, bad.Message)
	}
	return a.keep(ctx, t)
}

// templateOf reads a board's zones and agenda. What only the template it was made of knows is taken from there, even if
// that is deleted.
func (a *api) templateOf(ctx context.Context, board string) (boards.Template, error) {
	var t boards.Template
	if err := a.Live.Read(ctx, board, func(s *boards.State) {
		title := []rune(s.Record(board).Str("title"))
		t = boards.TemplateOf(s, string(title[:min(len(title), boards.MaxTemplateTitle)]))
		t.ID = s.Record(board).Str("template")
	}); err != nil {
		return t, a.refusal("read a board", err)
	}
	origin, err := a.origin(ctx, t.ID)
	if err != nil {
		return t, err
	}
	t.UseWhen, t.Credit, t.TeamOnly = origin.UseWhen, origin.Credit, origin.TeamOnly
	return t, nil
}

// origin is the template a board was made of, deleted or not; zero if it is not known any more.
func (a *api) origin(ctx context.Context, id string) (boards.Template, error) {
	if t, ok := boards.TemplateByID(id); ok {
		return t, nil
	}
	kept, err := a.Accounts.Template(ctx, id)
	if errors.Is(err, accounts.ErrNoTemplate) {
		return boards.Template{}, nil
	}
	if err != nil {
		return boards.Template{}, a.refusal("read a template", err)
	}
	t, err := parseKept(kept)
	if err != nil {
		return t, a.refusal("read a template", err)
	}
	return t, nil
}

// teamAlone says whether a board is for its team: made of a template without customers and viewers, or of other boards (B-79),
// whose customers spoke in their own rooms.
func (a *api) teamAlone(ctx context.Context, board string) (bool, error) {
	id, made := "", false
	if err := a.Live.Read(ctx, board, func(s *boards.State) {
		id, made = s.Record(board).Str("template"), len(s.Record(board).List("combines")) > 0
	}); err != nil {
		return false, a.refusal("read a board", err)
	}
	if made {
		return true, nil
	}
	t, err := a.origin(ctx, id)
	return t.TeamOnly, err
}

// rolesFor are the roles that a template's boards have links for.
func rolesFor(t boards.Template) []boards.Role {
	if t.TeamOnly {
		return []boards.Role{boards.Team}
	}
	return accounts.Roles
}
