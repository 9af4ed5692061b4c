package httpapi

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net/http"
	"path"
	"strings"

	"feltboard/boards"
	"feltboard/boards/canon"
	"feltboard/export"
	"feltboard/realtime/journal"
	"feltboard/server/internal/accounts"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-json-experiment/json"
	"github.com/google/uuid"
)

// Limits of an upload of files to read statuses from, in bytes.
const (
	maxStatuses  = 4 << 20  // as it comes
	maxUnzipped  = 32 << 20 // of all files in it
	maxStatusOps = 24 << 10 // of one post
)

type statusesIn struct {
	BoardPath
	Preview     bool   `query:"preview" doc:"Only say what would change."`
	ContentType string `header:"Content-Type"`
	RawBody     []byte `contentType:"application/zip" doc:"A zip of the folder, or JSON: {\"files\":[{\"name\",\"text\"}]}."`
}

type statusesOut struct {
	Body struct {
		export.Back
		Applied int `json:"applied" doc:"How many of the moves have been made."`
	}
}

func (a *api) statuses(h huma.API) {
	op := operation(http.MethodPost, "/api/v1/boards/{id}/status/import", "import-statuses", "Read the status and the ticks of actions back from Backlog.md files; for the board's team.")
	op.MaxBodyBytes = maxStatuses + 1
	huma.Register(h, op, a.importStatuses)
}

func (a *api) importStatuses(ctx context.Context, in *statusesIn) (*statusesOut, error) {
	seat, err := a.teamOf(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	files, bad := uploaded(in.ContentType, in.RawBody)
	if bad != nil {
		return nil, bad
	}
	var view boards.View
	if err := a.Live.Read(ctx, in.ID, func(s *boards.State) { view = boards.Project(s, boards.Viewer{Audience: boards.Host}) }); err != nil {
		return nil, a.refusal("read a board", err)
	}
	out := &statusesOut{}
	var ops []boards.Op
	out.Body.Back, ops = ReadStatuses(view, files)
	if in.Preview || len(ops) == 0 {
		return out, nil
	}
	v := Visitor{Board: in.ID, Member: seat.Member, Link: seat.Link, Browser: visitOf(ctx).session.Browser}
	if err := a.asMember(ctx, v, ops); err != nil {
		return nil, err
	}
	out.Body.Applied = len(out.Body.Moves)
	err = a.Accounts.Audit(ctx, accounts.Event{Board: in.ID, Member: seat.Member, Act: "statuses_imported", Outcome: fmt.Sprintf("%d changes", out.Body.Applied)})
	if errors.Is(err, journal.ErrFull) {
		a.log.Warn("an import is not in the audit", "board", in.ID, "member", seat.Member, "err", err)
	} else if err != nil {
		return nil, a.refusal("audit an import", err)
	}
	return out, nil
}

// ReadStatuses says what Backlog.md files, and the manifests beside them, change of a board, and by which ops.
func ReadStatuses(view boards.View, files []export.File) (export.Back, []boards.Op) {
	var manifest export.Manifest
	var unknown []export.Unknown
	for _, f := range files {
		if path.Base(f.Name) != export.ManifestName {
			continue
		}
		m, err := export.ParseManifest(f.Data)
		if err != nil {
			unknown = append(unknown, export.Unknown{File: f.Name, Why: "It is damaged, or of another version."})
		}
		manifest.Files = append(manifest.Files, m.Files...)
	}
	seen, unread := export.ReadBack(files)
	back := export.Changes(view, manifest, seen)
	back.Unknown = append(append(unknown, unread...), back.Unknown...)
	if back.Unknown == nil {
		back.Unknown = []export.Unknown{}
	}
	return back, back.Ops(view)
}

// asMember asks for ops as somebody would who has the board open.
func (a *api) asMember(ctx context.Context, v Visitor, ops []boards.Op) error {
	for len(ops) > 0 {
		n, size := 0, 0
		for n < len(ops) && n < boards.MaxOps && (n == 0 || size < maxStatusOps) {
			one, err := canon.Append(nil, boards.EncodeOps(ops[n:n+1]))
			if err != nil {
				return a.refusal("encode changes", err)
			}
			size += len(one)
			n++
		}
		clients := []any{uuid.NewString(), uuid.NewString()}
		body, err := canon.Append(nil, map[string]any{
			"own": rand.Text(), "clients": clients,
			"frames": []any{map[string]any{"t": "mutate", "c": clients[0], "n": int64(1), "ops": boards.EncodeOps(ops[:n])}},
		})
		if err != nil {
			return a.refusal("encode changes", err)
		}
		nacks, err := a.Post(ctx, v, body)
		if err != nil {
			return a.unposted(err)
		}
		if len(nacks) > 0 {
			var why struct {
				Message string `json:"message"`
			}
			if err := json.Unmarshal(nacks[0], &why); err != nil || why.Message == "" {
				why.Message = "The board has changed meanwhile: look at the changes once more."
			}
			return fail(Conflict, "", why.Message)
		}
		ops = ops[n:]
	}
	return nil
}

// uploaded reads files out of a request's body.
func uploaded(contentType string, body []byte) ([]export.File, *Error) {
	if len(body) > maxStatuses {
		return nil, fail(TooLarge, "", "At most 4 MiB can be read at once.")
	}
	if strings.HasPrefix(contentType, "application/json") {
		var in struct {
			Files []struct {
				Name string `json:"name"`
				Text string `json:"text"`
			} `json:"files"`
		}
		if err := json.Unmarshal(body, &in, json.RejectUnknownMembers(true)); err != nil {
			return nil, fail(BadRequest, "", "The files come as {\"files\":[{\"name\",\"text\"}]}.")
		}
		files := make([]export.File, len(in.Files))
		for i, f := range in.Files {
			files[i] = export.File{Name: f.Name, Data: []byte(f.Text)}
		}
		return files, nil
	}
	return Unzipped(body)
}

// Unzipped reads the Markdown files and manifests of a zip.
func Unzipped(body []byte) ([]export.File, *Error) {
	archive, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return nil, fail(BadValue, "", "This is no zip file.")
	}
	var files []export.File
	left := int64(maxUnzipped)
	for _, f := range archive.File {
		name := path.Base(f.Name)
		if f.Mode().IsDir() || name != export.ManifestName && !strings.HasSuffix(strings.ToLower(name), ".md") {
			continue
		}
		if len(files) > 2*export.MaxBackFiles {
			return nil, fail(TooLarge, "", "At most 2,000 files can be read at once.")
		}
		r, err := f.Open()
		if err != nil {
			return nil, fail(BadValue, "", "The zip file is damaged.")
		}
		data, err := io.ReadAll(io.LimitReader(r, min(left, 4*export.MaxBackBytes)+1))
		r.Close()
		if err != nil {
			return nil, fail(BadValue, "", "The zip file is damaged.")
		}
		if left -= int64(len(data)); left < 0 {
			return nil, fail(TooLarge, "", "The files in it are too large.")
		}
		files = append(files, export.File{Name: f.Name, Data: data})
	}
	return files, nil
}
