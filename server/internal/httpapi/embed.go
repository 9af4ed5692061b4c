package httpapi

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"feltboard/boards"
	"feltboard/export"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-json-experiment/json"
)

// The page that others frame shows a board as people see it who only read, to whoever has its link, without a cookie: a
// browser keeps none for a frame. Beyond what readers may not see it leaves out what is the room's: it names nobody, and
// holds anybody's words only if an export would quote them (E-2). Of all pages it is the only one that may be framed, and only by
// the origins that the operator lists.

type embedIn struct {
	BoardPath
	Key  string `header:"X-Feltboard-Key" maxLength:"64" doc:"The secret of the board's link for framing."`
	Last string `header:"If-None-Match" maxLength:"200"`
}

type embedOut struct {
	Status      int
	ContentType string `header:"Content-Type"`
	ETag        string `header:"ETag"`
	Body        []byte
}

type framesOut struct {
	Body struct {
		Origins []string `json:"origins" nullable:"false" doc:"Whose pages may frame boards; none if the operator has listed none."`
	}
}

func (a *api) embedding(mux *routes, h huma.API, pages *pages) {
	op := operation(http.MethodGet, "/api/v1/embed/{id}", "embed", "A board as its readers see it, for a page that frames it: without names, and without words that are the room's.")
	huma.Register(h, op, a.embed)
	huma.Register(h, operation(http.MethodGet, "/api/v1/boards/{id}/frames", "frames", "Who may frame the board; for its facilitator."), a.frames)
	policy := framedBy(a.Embeds)
	mux.HandleFunc("GET "+embedPath+"{id}", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		pages.ServeHTTP(w, r)
	})
}

// embedPath begins the address of a page to be framed.
const embedPath = "/embed/"

// EmbedURL is the address of the page to be framed, with its secret in the fragment.
func EmbedURL(base *url.URL, board, secret string) string {
	return base.JoinPath("embed", board).String() + "#k=" + secret // #nosec G125 -- an id of ours
}

func (a *api) frames(ctx context.Context, in *BoardPath) (*framesOut, error) {
	if _, err := a.facilitator(ctx, in.ID); err != nil {
		return nil, err
	}
	out := &framesOut{}
	out.Body.Origins = append([]string{}, a.Embeds...)
	return out, nil
}

func (a *api) embed(ctx context.Context, in *embedIn) (*embedOut, error) {
	if wait, ok := a.framed.take(visitOf(ctx).addr); !ok {
		return nil, tooMany(wait)
	}
	if err := a.Accounts.CheckEmbed(ctx, in.ID, in.Key); err != nil {
		return nil, a.refusal("look up a link", err)
	}
	shot, err := a.shots.of(ctx, in.ID, func(ctx context.Context) ([]byte, error) { return a.shoot(ctx, in.ID) })
	if err != nil {
		return nil, a.refusal("read a board", err)
	}
	out := &embedOut{Status: http.StatusOK, ContentType: "application/json", ETag: shot.tag}
	if strings.Contains(in.Last, shot.tag) {
		out.Status = http.StatusNotModified
		return out, nil
	}
	out.Body = shot.body
	return out, nil
}

// shots keeps what a board looked like for so short a time that nobody minds, however many look; who comes while it is being
// taken waits for that.
type shots struct {
	mu   sync.Mutex
	last map[string]*shot
}

// shot is read once done is closed.
type shot struct {
	done chan struct{}
	at   time.Time
	tag  string
	body []byte
	err  error
}

// fresh is how long a shot is shown to others, manyShots how many are kept, and longShot how long taking one may last.
const (
	fresh     = 2 * time.Second
	manyShots = 64
	longShot  = 20 * time.Second
)

var errNoShot = errors.New("the board was not read to its end")

// of returns the shot that stands or is being taken, or takes one, also for those who wait when who asked first has gone.
func (s *shots) of(ctx context.Context, board string, take func(context.Context) ([]byte, error)) (*shot, error) {
	s.mu.Lock()
	last := s.last[board]
	mine := last == nil || last.old()
	if mine {
		if len(s.last) >= manyShots {
			clear(s.last)
		}
		last = &shot{done: make(chan struct{}), err: errNoShot}
		s.last[board] = last
	}
	s.mu.Unlock()
	if mine {
		last.take(ctx, take)
	}
	select {
	case <-last.done:
		return last, last.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// old says that it has been taken and is to be taken anew.
func (s *shot) old() bool {
	select {
	case <-s.done:
		return s.err != nil || time.Since(s.at) >= fresh
	default:
		return false
	}
}

func (s *shot) take(ctx context.Context, take func(context.Context) ([]byte, error)) {
	defer close(s.done)
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), longShot)
	defer cancel()
	body, err := take(ctx)
	sum := sha256.Sum256(body)
	s.at, s.tag, s.body, s.err = time.Now(), `"`+base64.RawURLEncoding.EncodeToString(sum[:12])+`"`, body, err
}

// framed is a board for a page that frames it.
type framed struct {
	Customers int           `json:"customers"`
	Untold    []string      `json:"untold" doc:"The notes whose words are for the room only."`
	Records   []framedThing `json:"records"`
}

type framedThing struct {
	ID   string         `json:"id"`
	Type string         `json:"type"`
	F    map[string]any `json:"f"`
}

// framedFields are what a picture is drawn of; nothing else leaves.
var framedFields = map[string][]string{
	"board":    {"title"},
	"zone":     {"title", "prompt", "area", "kind", "column", "order"},
	"persona":  {"name"},
	"note":     {"text", "kind", "side", "place", "state", "emotion", "severity", "because", "confirmed", "score"},
	"reaction": {"note", "kind"},
}

// untoldFields are what is left of a note whose words are for the room only.
var untoldFields = []string{"kind", "side", "place", "state", "confirmed", "score"}

func (a *api) shoot(ctx context.Context, board string) ([]byte, error) {
	var seen framed
	if err := a.Live.Read(ctx, board, func(s *boards.State) { seen = frame(s) }); err != nil {
		return nil, err
	}
	return json.Marshal(seen, json.Deterministic(true))
}

// frame is what of a board a page shows that frames it.
func frame(s *boards.State) framed {
	view := boards.Project(s, boards.Viewer{Audience: boards.Observers}).Shared
	quotable := export.Quotable(boards.Project(s, boards.Viewer{Audience: boards.Host}))
	out := framed{Untold: []string{}, Records: []framedThing{}}
	for id, r := range view {
		if r.Type == "member" {
			if s.Record(id).Str("side") == "customer" && s.Role(id) != boards.NoRole {
				out.Customers++
			}
			continue
		}
		fields, ok := framedFields[r.Type]
		if !ok {
			continue
		}
		f := map[string]any{}
		if r.Type == "note" {
			if !quotable(id) {
				fields = untoldFields
				out.Untold = append(out.Untold, id)
			}
			if r.F["behalf"] != nil || r.F["whose"] != nil {
				f["behalf"] = somebody
			}
		}
		for _, name := range fields {
			if v, ok := r.F[name]; ok {
				f[name] = v
			}
		}
		out.Records = append(out.Records, framedThing{id, r.Type, f})
	}
	slices.Sort(out.Untold)
	slices.SortFunc(out.Records, func(a, b framedThing) int { return strings.Compare(a.ID, b.ID) })
	return out
}

// somebody stands for whose words a note is: that it was written down for them is a mark, who they are is not told.
const somebody = "-"

// framedBy is the policy of the page to be framed: that of the app, but for who may frame it.
func framedBy(origins []string) string {
	if len(origins) == 0 {
		return policy("'none'")
	}
	return policy(strings.Join(origins, " "))
}
