package httpapi

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"html"
	"mime"
	"net/http"
	"path"
	"regexp"
	"strings"
	"time"

	"feltboard/boards"
	"feltboard/export"
	"feltboard/realtime/journal"
	"feltboard/server/internal/accounts"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-json-experiment/json"
	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
)

type exportIn struct {
	BoardPath
	Format  string   `query:"format" enum:"backlog,markdown,github,gitlab,jira,linear,azure,gitea,obsidian,csv,json,report" default:"backlog" doc:"markdown is backlog."`
	Actions []string `query:"actions" maxItems:"500" doc:"The ids of actions, parted by commas; none is all."`
	Action  string   `query:"action" maxLength:"64" doc:"The same, of one action."`
	Theme   string   `query:"theme" maxLength:"64" doc:"Only actions that rest on this theme."`
	Persona string   `query:"persona" maxLength:"64" doc:"Only actions for this persona."`
	Since   string   `query:"since" maxLength:"40" doc:"Only what has changed since then: \"last\" (export of this board) or a time by RFC 3339."`
	As      string   `query:"as" enum:"draft,task" default:"draft" doc:"What an action becomes in Backlog.md."`
	Start   int      `query:"start" minimum:"0" maximum:"1000000000" doc:"The number of the first task; 0 makes numbers of the actions' ids."`
	Type    string   `query:"type" maxLength:"60" pattern:"^[\\p{L}\\p{N} ._-]*$" doc:"The work item type of Azure DevOps: Issue, User Story, Product Backlog Item …"`
	Raw     bool     `query:"raw" doc:"CSV without apostrophes before what a spreadsheet would run; for machines only."`
	Site    string   `header:"Sec-Fetch-Site" hidden:"true"`
	Preview bool     `query:"preview" doc:"Answer with JSON: the files, rendered too, the items, and what was left out."`
}

type exportOut struct {
	ContentType        string `header:"Content-Type"`
	ContentDisposition string `header:"Content-Disposition"`
	Body               []byte
}

type preview struct {
	Files   []previewFile `json:"files"`
	Items   []export.Item `json:"items"`
	LeftOut []leftOut     `json:"left_out"`
}

type previewFile struct {
	Name string `json:"name"`
	Text string `json:"text"`
	HTML string `json:"html"`
}

type leftOut struct {
	Reason   export.Reason `json:"reason"`
	Count    int           `json:"count,omitempty"`
	Sentence string        `json:"sentence"`
}

func (a *api) exports(h huma.API) {
	huma.Register(h, operation(http.MethodGet, "/api/v1/boards/{id}/export", "export", "A board's actions, as files for other tools; for its team."), a.export)
	a.statuses(h)
}

// Slice is what somebody asks of an export; the zero value is all of it, for Backlog.md.
type Slice struct {
	Format             string // one of export's, or "markdown"
	Actions            []string
	Theme, Persona, As string
	Type               string // of work items
	Start              int
	Since              int64 // milliseconds since 1970 UTC
	Raw                bool
}

// Exportable is what an export reads of a board. It is taken while the board stands still, and rendered when it moves again.
type Exportable struct {
	view   boards.View
	edited map[string]int64 // by id, when it was changed last
}

// ToExport takes what an export reads: what the facilitators see, whoever asks.
func ToExport(s *boards.State) Exportable {
	e := Exportable{boards.Project(s, boards.Viewer{Audience: boards.Host}), map[string]int64{}}
	for _, typ := range []string{"action", "insight", "note", "hmw"} {
		for _, r := range s.Of(typ) {
			e.edited[r.ID] = max(r.At, r.EditedAt)
		}
	}
	return e
}

// Export makes the same bytes of a board whoever asks for them, here or on the command line.
func Export(from Exportable, base string, what Slice) (export.Bundle, error) {
	if what.Format == "markdown" {
		what.Format = string(export.Backlog)
	}
	o := export.Options{
		Format: export.Format(what.Format), BaseURL: base, Actions: what.Actions, Theme: what.Theme, Persona: what.Persona, Since: what.Since, Edited: from.edited,
		As: export.Form(what.As), Start: what.Start, ItemType: what.Type, Raw: what.Raw,
	}
	if Rehearses(from.view) {
		return export.Bundle{}, ErrRehearsal
	}
	return export.Render(from.view, o)
}

// ErrRehearsal says that there is nothing real to export.
var ErrRehearsal = errors.New("this board is a rehearsal: nothing on it is real, so there is nothing to export")

func (a *api) export(ctx context.Context, in *exportIn) (*exportOut, error) {
	seat, role, err := a.seat(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	if role != boards.Facilitator && role != boards.Team {
		return nil, fail(Forbidden, "", "Only the team can export.")
	}
	if in.Site == "cross-site" { // what was exported last is kept, so that nobody else may make us do it (S-10)
		return nil, fail(Forbidden, "", "This link came from another site. Export from the board itself.")
	}
	what := Slice{
		Format: in.Format, Actions: in.Actions, Theme: in.Theme, Persona: in.Persona, As: in.As, Start: in.Start, Type: in.Type, Raw: in.Raw,
	}
	if in.Action != "" {
		what.Actions = append(what.Actions, in.Action)
	}
	if what.Since, err = a.changedSince(ctx, in.ID, in.Since); err != nil {
		return nil, err
	}
	began := time.Now() // what changes from now on is exported the next time
	var from Exportable
	var seq int64
	if err := a.Live.Read(ctx, in.ID, func(s *boards.State) { from, seq = ToExport(s), s.Seq }); err != nil {
		return nil, a.refusal("read a board", err)
	}
	bundle, refused := Export(from, a.Base.String(), what)
	switch {
	case errors.Is(refused, ErrRehearsal):
		return nil, fail(Conflict, "", noExport)
	case errors.Is(refused, export.ErrNoAction):
		return nil, fail(NotFound, "action", "This action is not on the board, or not any more.")
	case errors.Is(refused, export.ErrTooMany):
		return nil, fail(TooLarge, "", "Azure DevOps takes 1,000 items at once; export them in slices.")
	case refused != nil:
		return nil, a.refusal("export", refused)
	}
	if in.Preview {
		return a.preview(bundle)
	}
	err = a.Accounts.Audit(ctx, accounts.Event{At: began.UnixMilli(), Board: in.ID, Member: seat.Member, Act: exported, Outcome: fmt.Sprintf("%d files", len(bundle.Files))})
	if errors.Is(err, journal.ErrFull) { // a full disk must not keep anybody from taking their work away
		a.log.Warn("an export is not in the audit", "board", in.ID, "member", seat.Member, "err", err)
	} else if err != nil {
		return nil, a.refusal("audit an export", err)
	}
	a.sent(ctx, in.ID, seat.Member, in.Format, seq)
	if f, ok := bundle.Single(); ok {
		return &exportOut{mediaType(f.Name), attachment(f.Name), f.Data}, nil
	}
	zipped, err := bundle.Zip()
	if err != nil {
		return nil, a.refusal("export", err)
	}
	name := fmt.Sprintf("board-%s-%s.zip", in.ID[:8], time.Now().UTC().Format(time.DateOnly))
	return &exportOut{"application/zip", attachment(name), zipped}, nil
}

// exported is what the audit calls an export.
const exported = "exported"

// changedSince reads a time; "last" is that of the board's last export, and all if there was none.
func (a *api) changedSince(ctx context.Context, board, when string) (int64, error) {
	switch when {
	case "":
		return 0, nil
	case "last":
		events, err := a.Accounts.Events(ctx, board)
		if err != nil {
			return 0, a.refusal("read the audit", err)
		}
		last := int64(0)
		for _, e := range events {
			if e.Act == exported {
				last = e.At
			}
		}
		return last, nil
	}
	t, err := time.Parse(time.RFC3339, when)
	if err != nil {
		return 0, fail(BadValue, "since", "A time looks like 2026-11-21T10:00:00Z, or is \"last\".")
	}
	return t.UnixMilli(), nil
}

func mediaType(name string) string {
	switch path.Ext(name) {
	case ".csv":
		return "text/csv; charset=utf-8"
	case ".json":
		return "application/json"
	}
	return "text/markdown; charset=utf-8"
}

func (a *api) preview(b export.Bundle) (*exportOut, error) {
	p := preview{Files: []previewFile{}, Items: b.Items, LeftOut: []leftOut{}}
	for _, f := range b.Files {
		html, err := render(f)
		if err != nil {
			return nil, a.refusal("render a preview", err)
		}
		p.Files = append(p.Files, previewFile{f.Name, string(f.Data), html})
	}
	for _, l := range b.LeftOut {
		p.LeftOut = append(p.LeftOut, leftOut{l.Reason, l.Count, l.Sentence})
	}
	body, err := json.Marshal(p)
	if err != nil {
		return nil, a.refusal("encode a preview", err)
	}
	return &exportOut{ContentType: "application/json", Body: body}, nil
}

var unsafeInNames = regexp.MustCompile(`[^A-Za-z0-9 ._-]+`)

// attachment makes a browser save an answer under a name without folders.
func attachment(name string) string {
	name = strings.TrimLeft(unsafeInNames.ReplaceAllString(name, "_"), ". ")
	if len(name) > 100 {
		name = name[:100]
	}
	return mime.FormatMediaType("attachment", map[string]string{"filename": name})
}

var (
	markdown = goldmark.New(goldmark.WithExtensions(extension.TaskList))
	harmless = func() *bluemonday.Policy {
		p := bluemonday.NewPolicy()
		p.AllowElements("h1", "h2", "h3", "h4", "p", "ul", "ol", "li", "strong", "em", "code", "pre", "blockquote", "hr", "br", "table", "tr", "th", "td")
		p.AllowAttrs("type").Matching(regexp.MustCompile(`^checkbox$`)).OnElements("input")
		p.AllowAttrs("checked", "disabled").OnElements("input")
		return p
	}()
)

// back is a link of ours to the board, with the dot before it.
var back = regexp.MustCompile(`(?: · | )?\[(?:On the board|on the board|This action on the board)\]\(https?://[^)\s]*\)`)

// render shows a file as a page would: Markdown without its front matter, a table, or as it is. There are no images and
// no links in it.
func render(f export.File) (string, error) {
	var out bytes.Buffer
	switch path.Ext(f.Name) {
	case ".csv":
		rows, err := csv.NewReader(bytes.NewReader(f.Data)).ReadAll()
		if err != nil {
			return "", err
		}
		out.WriteString("<table>")
		for i, row := range rows {
			cell := "td"
			if i == 0 {
				cell = "th"
			}
			out.WriteString("<tr>")
			for _, text := range row {
				out.WriteString("<" + cell + ">" + strings.ReplaceAll(html.EscapeString(text), "\n", "<br>") + "</" + cell + ">")
			}
			out.WriteString("</tr>")
		}
		out.WriteString("</table>")
	case ".json":
		out.WriteString("<pre>" + html.EscapeString(string(f.Data)) + "</pre>")
	default:
		text := string(f.Data)
		if rest, ok := strings.CutPrefix(text, "---\n"); ok {
			if _, body, ok := strings.Cut(rest, "\n---\n"); ok {
				text = body
			}
		}
		text = back.ReplaceAllString(text, "") // its words alone would say nothing
		if err := markdown.Convert([]byte(text), &out); err != nil {
			return "", err
		}
	}
	return harmless.Sanitize(out.String()), nil
}
