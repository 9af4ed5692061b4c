package deliver

import (
	"context"
	"slices"
	"strings"

	"feltboard/boards"
	"feltboard/export"
)

// Live is what Boards needs of the hub.
type Live interface {
	Do(ctx context.Context, board string, decide func(*boards.State) ([]boards.Op, error)) error
	Read(ctx context.Context, board string, read func(*boards.State)) error
}

// Boards is a Worker's Board.
type Boards struct {
	Live Live
	Base string // of this server, for permalinks
}

// Issues implements Board.
func (b *Boards) Issues(ctx context.Context, board string, kind Kind) (map[string]Issue, error) {
	var view boards.View
	if err := b.Live.Read(ctx, board, func(s *boards.State) {
		view = boards.Project(s, boards.Viewer{Audience: boards.Host})
	}); err != nil {
		return nil, err
	}
	items, _, err := export.Items(view, export.Options{BaseURL: b.Base})
	if err != nil {
		return nil, err
	}
	all := make(map[string]Issue, len(items))
	for _, i := range items {
		body := i.GitHubBody()
		if kind == GitLab {
			body = i.GitLabBody()
		}
		all[i.Action] = Issue{Action: i.Action, Title: i.PlainTitle(), Body: body, Marker: i.Link, Labels: i.Labels(), Due: i.Due}
	}
	return all, nil
}

// Linked implements Board.
func (b *Boards) Linked(ctx context.Context, board, action string, at Link) error {
	at.Target = shortTarget(at.Target)
	return b.Live.Do(ctx, board, func(s *boards.State) ([]boards.Op, error) {
		r := s.Record(action)
		if r == nil {
			return nil, nil
		}
		links := slices.Clone(r.List("links"))
		row := map[string]any{"target": at.Target, "ref": at.Ref, "url": at.URL}
		i := slices.IndexFunc(links, func(v any) bool {
			m, ok := v.(map[string]any)
			return ok && m["target"] == at.Target
		})
		switch {
		case i < 0 && len(links) >= 10:
			return nil, nil
		case i < 0:
			links = append(links, row)
		case links[i].(map[string]any)["ref"] == at.Ref && links[i].(map[string]any)["url"] == at.URL:
			return nil, nil
		default:
			links[i] = row
		}
		return []boards.Op{{Kind: boards.Set, ID: action, F: map[string]any{"links": links}}}, nil
	})
}

// shortTarget is a kind and a project as a link may name them; of long names of nested groups the end tells most.
func shortTarget(s string) string {
	const most = 60
	kind, repo, _ := strings.Cut(s, " ")
	if len(s) <= most {
		return s
	}
	return kind + " …" + repo[len(repo)-(most-len(kind)-2):]
}

// Moved implements Board (D-6).
func (b *Boards) Moved(ctx context.Context, board, action, state, where string) (contradiction string, err error) {
	err = b.Live.Do(ctx, board, func(s *boards.State) ([]boards.Op, error) {
		contradiction = ""
		r := s.Record(action)
		if r == nil || r.Deleted {
			return nil, nil
		}
		to, reason := "", ""
		switch status := r.Str("status"); {
		case state == Closed && slices.Contains([]string{"proposed", "committed", "in_progress", "reopened"}, status):
			to, reason = "done", "Closed in "+where
		case state == Closed && (status == "declined" || status == "parked"):
			contradiction = "It was closed there as done, and is " + status + " here. Decide which is right."
		case state == NotPlanned && status != "declined" && status != "parked":
			contradiction = "It was closed there as not planned. Decline it here with a reason, or reopen it there."
		case state == Open && (status == "done" || status == "verified"):
			to, reason = "reopened", "Reopened in "+where
		case state == Open && status == "declined":
			contradiction = "It was reopened there, and is declined here. Decide which is right."
		}
		if to == "" {
			return nil, nil
		}
		return []boards.Op{{Kind: boards.Set, ID: action, F: map[string]any{"status": to, "reason": reason}}}, nil
	})
	return contradiction, err
}
