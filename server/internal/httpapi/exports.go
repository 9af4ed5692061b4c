package httpapi

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"mime"
	"net/http"
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
	Format  string `query:"format" enum:"markdown" default:"markdown"`
	Action  string `query:"action" maxLength:"64" doc:"The id of one action, which comes as a file; without it, all come as a zip."`
	Preview bool   `query:"preview" doc:"Answer with JSON: the files, rendered too, and what was left out."`
}

type exportOut struct {
	ContentType        string `header:"Content-Type"`
	ContentDisposition string `header:"Content-Disposition"`
	Body               []byte
}

type preview struct {
	Files   []previewFile `json:"files"`
	LeftOut []leftOut     `json:"left_out"`
}

type previewFile struct {
	Name     string `json:"name"`
	Markdown string `json:"markdown"`
	HTML     string `json:"html"`
}

type leftOut struct {
	Reason   export.Reason `json:"reason"`
	Count    int           `json:"count,omitempty"`
	Sentence string        `json:"sentence"`
}

func (a *api) exports(h huma.API) {
	huma.Register(h, operation(http.MethodGet, "/api/v1/boards/{id}/export", "export", "A board's actions as Markdown backlog items; for its team."), a.export)
}

// ExportOptions are those that make an export the same bytes whoever asks for it, here or on the command line.
func ExportOptions(base, action string) export.Options {
	return export.Options{BaseURL: base, Action: action}
}

func (a *api) export(ctx context.Context, in *exportIn) (*exportOut, error) {
	seat, role, err := a.seat(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	if role != boards.Facilitator && role != boards.Team {
		return nil, fail(Forbidden, "", "Only the team can export.")
	}
	var view boards.View
	if err := a.Live.Read(ctx, in.ID, func(s *boards.State) {
		view = boards.Project(s, boards.Viewer{Audience: boards.Host}) // the same for whoever may ask, and for the command
	}); err != nil {
		return nil, a.refusal("read a board", err)
	}
	if Rehearses(view) {
		return nil, fail(Conflict, "", noExport)
	}
	bundle, err := export.Markdown(view, ExportOptions(a.Base.String(), in.Action))
	if errors.Is(err, export.ErrNoAction) {
		return nil, fail(NotFound, "action", "This action is not on the board, or not any more.")
	}
	if err != nil {
		return nil, a.refusal("export", err)
	}
	if in.Preview {
		return a.preview(bundle)
	}
	err = a.Accounts.Audit(ctx, accounts.Event{Board: in.ID, Member: seat.Member, Act: "exported", Outcome: fmt.Sprintf("%d files", len(bundle.Files))})
	if errors.Is(err, journal.ErrFull) { // a full disk must not keep anybody from taking their work away
		a.log.Warn("an export is not in the audit", "board", in.ID, "member", seat.Member, "err", err)
	} else if err != nil {
		return nil, a.refusal("audit an export", err)
	}
	if in.Action != "" {
		return &exportOut{"text/markdown; charset=utf-8", attachment(bundle.Files[0].Name), bundle.Files[0].Data}, nil
	}
	zipped, err := bundle.Zip()
	if err != nil {
		return nil, a.refusal("export", err)
	}
	name := fmt.Sprintf("board-%s-%s.zip", in.ID[:8], time.Now().UTC().Format(time.DateOnly))
	return &exportOut{"application/zip", attachment(name), zipped}, nil
}

func (a *api) preview(b export.Bundle) (*exportOut, error) {
	var p preview
	for _, f := range b.Files {
		html, err := render(f.Data)
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
		p.AllowElements("h1", "h2", "h3", "h4", "p", "ul", "ol", "li", "strong", "em", "code", "pre", "blockquote", "hr", "br")
		p.AllowAttrs("type").Matching(regexp.MustCompile(`^checkbox$`)).OnElements("input")
		p.AllowAttrs("checked", "disabled").OnElements("input")
		return p
	}()
)

// render shows a file as a page would, without its front matter. There are no images and no links in it.
func render(file []byte) (string, error) {
	text := string(file)
	if rest, ok := strings.CutPrefix(text, "---\n"); ok {
		if _, body, ok := strings.Cut(rest, "\n---\n"); ok {
			text = body
		}
	}
	var html bytes.Buffer
	if err := markdown.Convert([]byte(text), &html); err != nil {
		return "", err
	}
	return harmless.Sanitize(html.String()), nil
}
