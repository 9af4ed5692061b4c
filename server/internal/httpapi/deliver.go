package httpapi

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"strings"

	"feltboard/boards"
	"feltboard/server/internal/accounts"
	"feltboard/server/internal/deliver"

	"github.com/danielgtaylor/huma/v2"
)

type targetIn struct {
	BoardPath
	Body struct {
		Kind  string `json:"kind" enum:"github,gitlab,gitea" doc:"gitea also means Forgejo."`
		URL   string `json:"url,omitempty" maxLength:"200" doc:"The tracker's address; github.com or gitlab.com without one."`
		Repo  string `json:"repo" minLength:"3" maxLength:"200" doc:"owner/name"`
		Token string `json:"token" minLength:"1" maxLength:"400" doc:"A token that may read and write issues of this project. It is never shown again."`
	}
}

// TargetPath names a target of a board.
type TargetPath struct {
	BoardPath
	Target string `path:"target" maxLength:"64"`
}

type target struct {
	ID        string `json:"id"`
	Kind      string `json:"kind"`
	URL       string `json:"url"`
	Repo      string `json:"repo"`
	CreatedAt int64  `json:"created_at" doc:"Milliseconds since 1970 UTC."`
	PolledAt  int64  `json:"polled_at" doc:"When it was last asked for news; 0 never."`
	Failed    string `json:"failed,omitempty" doc:"Why it could not be asked the last time."`
	Hook      string `json:"hook,omitempty" doc:"Where the tracker may call when something changes. Shown to the owner."`
	Secret    string `json:"secret,omitempty" doc:"What the tracker signs its calls with. Shown to the owner."`
}

type targetOut struct{ Body target }

type targetsOut struct {
	Body struct {
		Targets []target `json:"targets" nullable:"false"`
		MaySet  bool     `json:"may_set" doc:"Whether who asks may set and end targets: the server's owner."`
	}
}

type deliverIn struct {
	TargetPath
	Body struct {
		Actions []string `json:"actions,omitempty" maxItems:"500" doc:"Ids of actions; without any all that are not deleted, and of declined ones those that are at a tracker."`
		Force   bool     `json:"force,omitempty" doc:"Overwrite what somebody changed there."`
	}
}

type delivery struct {
	Action string `json:"action"`
	Title  string `json:"title"`
	State  string `json:"state" enum:"queued,sending,sent,failed,changed"`
	Ref    string `json:"ref,omitempty" doc:"The tracker's number of it."`
	URL    string `json:"url,omitempty"`
	Seen   string `json:"seen,omitempty" enum:"open,closed,not_planned,"`
	Note   string `json:"note,omitempty" doc:"For a person: why it failed, what is waited for, or what contradicts what."`
	DueAt  int64  `json:"due_at,omitempty" doc:"Not tried again before; milliseconds since 1970 UTC."`
}

type deliveriesOut struct {
	Body struct {
		Deliveries []delivery `json:"deliveries" nullable:"false"`
	}
}

const (
	hooks   = "/hooks/" // where trackers call
	maxHook = 1 << 20   // of a tracker's call, in bytes: it tells the whole issue, and more
)

var errNoTarget = fail(NotFound, "target", "There is no such target on this board, or not any more.")

// deliver registers what brings items to issue trackers. A target holds a token and makes the server ask an address, so only
// the owner sets one; the board's team uses it.
func (a *api) deliver(mux *routes, h huma.API) {
	huma.Register(h, operation(http.MethodGet, "/api/v1/boards/{id}/targets", "list-targets", "Where a board's items may go; for its team."), a.targets)
	huma.Register(h, operation(http.MethodPost, "/api/v1/boards/{id}/targets", "add-target", "Set an issue tracker's project as a target; for the owner."), a.addTarget)
	end := operation(http.MethodDelete, "/api/v1/boards/{id}/targets/{target}", "end-target", "Forget a target and its token; issues made there stay.")
	end.DefaultStatus = http.StatusNoContent
	huma.Register(h, end, a.endTarget)
	ask := operation(http.MethodPost, "/api/v1/boards/{id}/targets/{target}/deliver", "deliver", "Bring actions to a target, or up to date there. It goes on in the background.")
	ask.DefaultStatus = http.StatusAccepted
	huma.Register(h, ask, a.queue)
	huma.Register(h, operation(http.MethodGet, "/api/v1/boards/{id}/targets/{target}/deliveries", "deliveries", "What became of what was brought to a target."), a.deliveries)
	mux.HandleFunc("POST "+hooks+"{target}", a.hook)
}

// desk lets the team and the facilitator through.
func (a *api) desk(ctx context.Context, board string) (accounts.Seat, error) {
	seat, role, err := a.seat(ctx, board)
	if err != nil {
		return seat, err
	}
	if role != boards.Facilitator && role != boards.Team {
		return seat, fail(Forbidden, "", "Only the team can do this.")
	}
	return seat, nil
}

func (a *api) targets(ctx context.Context, in *BoardPath) (*targetsOut, error) {
	if _, err := a.desk(ctx, in.ID); err != nil {
		return nil, err
	}
	all, err := a.Accounts.Targets(ctx, in.ID)
	if err != nil {
		return nil, a.refusal("list targets", err)
	}
	out := &targetsOut{}
	out.Body.MaySet = visitOf(ctx).session.Owner
	for _, t := range all {
		out.Body.Targets = append(out.Body.Targets, a.shown(t, out.Body.MaySet))
	}
	return out, nil
}

func (a *api) shown(t accounts.Target, owner bool) target {
	s := target{ID: t.ID, Kind: t.Kind, URL: t.URL, Repo: t.Repo, CreatedAt: t.Created, PolledAt: max(t.Polled, 0), Failed: t.Failed}
	if owner {
		s.Hook, s.Secret = a.Base.JoinPath("hooks", t.ID).String(), t.Hook // #nosec G125 -- an id of ours
	}
	return s
}

func (a *api) addTarget(ctx context.Context, in *targetIn) (*targetOut, error) {
	seat, err := a.desk(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	if !visitOf(ctx).session.Owner {
		return nil, fail(Forbidden, "", "Only the server's owner sets targets, since they hold a token. The team uses them.")
	}
	t := accounts.Target{
		Board: in.ID, Kind: in.Body.Kind, URL: strings.TrimRight(strings.TrimSpace(in.Body.URL), "/"), Repo: strings.Trim(strings.TrimSpace(in.Body.Repo), "/"),
		Token: strings.TrimSpace(in.Body.Token), By: seat.Member,
	}
	tracker, err := deliver.Dial(deliver.Kind(t.Kind), t.URL, t.Repo, t.Token)
	if err != nil {
		return nil, fail(BadValue, "repo", "This target does not work: "+err.Error()+".")
	}
	if err := deliver.Try(ctx, tracker); err != nil { // before anybody relies on it
		return nil, fail(BadValue, "repo", err.Error())
	}
	if t, err = a.Accounts.AddTarget(ctx, t); errors.Is(err, accounts.ErrTargets) {
		return nil, fail(Conflict, "", "A board has ten targets at most. End one first.")
	} else if err != nil {
		return nil, a.refusal("add a target", err)
	}
	return &targetOut{a.shown(t, true)}, nil
}

func (a *api) endTarget(ctx context.Context, in *TargetPath) (*struct{}, error) {
	seat, err := a.desk(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	if !visitOf(ctx).session.Owner {
		return nil, fail(Forbidden, "", "Only the server's owner ends targets.")
	}
	if err := a.Accounts.EndTarget(ctx, in.ID, in.Target, seat.Member); errors.Is(err, accounts.ErrNoTarget) {
		return nil, errNoTarget
	} else if err != nil {
		return nil, a.refusal("end a target", err)
	}
	return nil, nil
}

// target returns a board's target to its team.
func (a *api) target(ctx context.Context, in TargetPath) (accounts.Target, accounts.Seat, error) {
	seat, err := a.desk(ctx, in.ID)
	if err != nil {
		return accounts.Target{}, seat, err
	}
	t, err := a.Accounts.Target(ctx, in.Target)
	if errors.Is(err, accounts.ErrNoTarget) || err == nil && t.Board != in.ID {
		return t, seat, errNoTarget
	} else if err != nil {
		return t, seat, a.refusal("read a target", err)
	}
	return t, seat, nil
}

func (a *api) queue(ctx context.Context, in *deliverIn) (*deliveriesOut, error) {
	t, seat, err := a.target(ctx, in.TargetPath)
	if err != nil {
		return nil, err
	}
	wanted := map[string]bool{}
	for _, id := range in.Body.Actions {
		wanted[id] = true
	}
	titles, rehearses, seq := map[string]string{}, false, int64(0)
	if err := a.Live.Read(ctx, in.ID, func(s *boards.State) {
		seq = s.Seq
		for _, r := range s.Of("board") {
			rehearses = r.Bool("rehearsal")
		}
		for _, r := range s.Of("action") {
			work := r.Str("status") != "declined" || len(r.List("links")) > 0
			if !r.Deleted && (wanted[r.ID] || len(wanted) == 0 && work) {
				titles[r.ID] = r.Str("title")
			}
		}
	}); err != nil {
		return nil, a.refusal("read a board", err)
	}
	switch {
	case rehearses:
		return nil, fail(Conflict, "", noExport)
	case len(titles) == 0:
		return nil, fail(BadValue, "actions", "None of these is an action of the board, or not any more.")
	}
	if err := a.Accounts.QueueDeliveries(ctx, t.ID, seat.Member, titles, in.Body.Force); err != nil {
		return nil, a.refusal("queue deliveries", err)
	}
	a.sent(ctx, in.ID, seat.Member, string(t.Kind), seq)
	if a.Deliver != nil {
		a.Deliver()
	}
	return a.listDeliveries(ctx, t)
}

func (a *api) deliveries(ctx context.Context, in *TargetPath) (*deliveriesOut, error) {
	t, _, err := a.target(ctx, *in)
	if err != nil {
		return nil, err
	}
	return a.listDeliveries(ctx, t)
}

func (a *api) listDeliveries(ctx context.Context, t accounts.Target) (*deliveriesOut, error) {
	all, err := a.Accounts.Deliveries(ctx, t.ID)
	if err != nil {
		return nil, a.refusal("list deliveries", err)
	}
	out := &deliveriesOut{}
	for _, d := range all {
		out.Body.Deliveries = append(out.Body.Deliveries, delivery{d.Action, d.Title, d.State, d.Ref, d.URL, d.Seen, d.Note, d.Due})
	}
	return out, nil
}

// hook is a tracker's call that something has changed there. It is believed if it is signed, says nothing that is read, and
// makes us ask (D-9). Whoever may not call is told the same as for a target that never was.
func (a *api) hook(w http.ResponseWriter, r *http.Request) {
	t, err := a.Accounts.Target(r.Context(), r.PathValue("target"))
	if err != nil {
		answer(w, errNoAddress)
		return
	}
	if body, err := io.ReadAll(r.Body); err != nil || !signed(r.Header, body, t.Hook) {
		answer(w, errNoAddress)
		return
	}
	if err := a.Accounts.WakeTarget(r.Context(), t.ID); err != nil {
		answer(w, a.refusal("wake a target", err))
		return
	}
	if a.Deliver != nil {
		a.Deliver()
	}
	w.WriteHeader(http.StatusNoContent)
}

// signed says whether a call carries a target's secret: as GitHub and Gitea sign the body, or as GitLab sends it.
func signed(h http.Header, body []byte, secret string) bool {
	if secret == "" {
		return false
	}
	if token := h.Get("X-Gitlab-Token"); token != "" {
		return subtle.ConstantTimeCompare([]byte(token), []byte(secret)) == 1
	}
	given := strings.TrimPrefix(h.Get("X-Hub-Signature-256"), "sha256=")
	if given == "" {
		given = h.Get("X-Gitea-Signature")
	}
	sum, err := hex.DecodeString(given)
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(body)
	return err == nil && hmac.Equal(sum, mac.Sum(nil))
}
