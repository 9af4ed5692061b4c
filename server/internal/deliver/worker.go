package deliver

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"log/slog"
	"strings"
	"time"

	"feltboard/server/internal/accounts"
)

// Ledger keeps what goes where, and what became of it. It is accounts.Store.
type Ledger interface {
	LeaseTarget(ctx context.Context, polled time.Time, lease time.Duration) (accounts.Target, error)
	ReleaseTarget(ctx context.Context, t accounts.Target) error
	Deliveries(ctx context.Context, target string) ([]accounts.Delivery, error)
	SaveDelivery(ctx context.Context, d accounts.Delivery) error
	SeeDelivery(ctx context.Context, d accounts.Delivery) error
}

// Board is what a worker needs of the boards.
type Board interface {
	// Issues returns a board's actions that may go to a kind of tracker, by their ids.
	Issues(ctx context.Context, board string, kind Kind) (map[string]Issue, error)
	// Linked notes on the board where an action stands.
	Linked(ctx context.Context, board, action string, at Link) error
	// Moved takes over what happened there; contradiction says, for a person, why it did not.
	Moved(ctx context.Context, board, action, state, where string) (contradiction string, err error)
}

// Link is where an action stands.
type Link struct{ Target, Ref, URL string }

const (
	lease    = time.Minute // of a target; renewed by taking it again
	turnTime = 50 * time.Second
	maxTries = 8

	afterFault = 5 * time.Second // until a target is tried again of which nothing could be read
)

// Worker brings to trackers what is queued and asks them for news. Several nodes may each have one.
type Worker struct {
	Ledger Ledger
	Board  Board
	Log    *slog.Logger
	Every  time.Duration // how often a tracker is asked for news; 0 is two minutes
	Look   time.Duration // how often to look for work that nobody announced; 0 is ten seconds
	Dial   func(kind Kind, base, repo, token string) (Tracker, error)

	wake chan struct{}
}

// NewWorker returns a worker that is not running.
func NewWorker(l Ledger, b Board, log *slog.Logger) *Worker {
	return &Worker{Ledger: l, Board: b, Log: log, Dial: Dial, wake: make(chan struct{}, 1)}
}

// Wake makes Run look for work now.
func (w *Worker) Wake() {
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

// Run works until ctx ends.
func (w *Worker) Run(ctx context.Context) {
	look := time.NewTicker(cmp.Or(w.Look, 10*time.Second))
	defer look.Stop()
	for {
		for ctx.Err() == nil && w.Once(ctx) {
		}
		select {
		case <-ctx.Done():
			return
		case <-look.C:
		case <-w.wake:
		}
	}
}

// Once works on one target that has something to be done, and says whether there was one.
func (w *Worker) Once(ctx context.Context) bool {
	t, err := w.Ledger.LeaseTarget(ctx, time.Now().Add(-cmp.Or(w.Every, 2*time.Minute)), lease)
	if err != nil {
		if !errors.Is(err, accounts.ErrNoTarget) && ctx.Err() == nil {
			w.Log.Warn("look for deliveries", "err", err)
		}
		return false
	}
	turn, cancel := context.WithTimeout(ctx, turnTime)
	err = w.turn(turn, &t)
	cancel()
	t.Rest = 0
	switch wait, refused := (*Wait)(nil), (*Refused)(nil); {
	case err == nil:
		t.Failed = ""
	case errors.As(err, &wait):
		t.Failed, t.Rest = err.Error(), wait.Until.UnixMilli()
	case errors.As(err, &refused):
		t.Failed, t.Rest = err.Error(), time.Now().Add(afterFault).UnixMilli()
	default:
		t.Rest = time.Now().Add(afterFault).UnixMilli()
		t.Failed = "The tracker could not be reached. It is tried again."
		w.Log.Warn("deliver", "target", t.ID, "board", t.Board, "err", scrub(err, t.Token))
	}
	t.Polled = time.Now().UnixMilli()
	if err := w.Ledger.ReleaseTarget(context.WithoutCancel(ctx), t); err != nil {
		w.Log.Warn("release a target", "target", t.ID, "err", err)
	}
	return true
}

// turn sends what is due and asks for news. Its error says why the tracker could not be asked.
func (w *Worker) turn(ctx context.Context, t *accounts.Target) error {
	tracker, err := w.Dial(Kind(t.Kind), t.URL, t.Repo, t.Token)
	if err != nil {
		return &Refused{"The target cannot be used: " + err.Error() + "."}
	}
	all, err := w.Ledger.Deliveries(ctx, t.ID)
	if err != nil {
		return err
	}
	issues, err := w.Board.Issues(ctx, t.Board, Kind(t.Kind))
	if err != nil {
		return err
	}
	for i := range all {
		d := &all[i]
		if d.State != accounts.Queued && d.State != accounts.Sending || d.Due > time.Now().UnixMilli() {
			continue
		}
		issue, there := issues[d.Action]
		if !there {
			d.State, d.Note = accounts.Failed, "The action is not on the board any more, or must not leave it."
		} else if err := w.send(ctx, tracker, t, d, issue); err != nil {
			if ctx.Err() != nil {
				return err
			}
			postpone(d, err)
			if wait, ok := errors.AsType[*Wait](err); ok {
				if err := w.Ledger.SaveDelivery(ctx, *d); err != nil {
					return err
				}
				return wait // D-4
			}
		}
		if err := w.Ledger.SaveDelivery(ctx, *d); err != nil {
			return err
		}
	}
	return w.news(ctx, tracker, t, all)
}

// send brings one action there (D-1, D-2, D-3).
func (w *Worker) send(ctx context.Context, tracker Tracker, t *accounts.Target, d *accounts.Delivery, i Issue) error {
	began := time.UnixMilli(d.At)
	lost := d.State == accounts.Sending || d.Ref == "" && d.Hash != "" // it may be there, whatever was said of it since
	hash := sum(i.Title, i.Body, strings.Join(i.Labels, "\n"), i.Due)
	if d.Ref == "" && lost {
		found, err := find(ctx, tracker, i.Marker, began.Add(-time.Hour))
		if err != nil {
			return err
		}
		if found != nil {
			w.arrived(d, *found, hash)
			return w.Board.Linked(ctx, t.Board, d.Action, Link{t.Kind + " " + t.Repo, d.Ref, d.URL})
		}
	}
	if d.Ref != "" {
		if d.Hash == hash && d.Body != "" && !lost {
			d.State, d.Note = accounts.Sent, ""
			return nil
		}
		there, err := tracker.Get(ctx, d.Ref)
		if err != nil {
			return err
		}
		if lost && there.Title == i.Title && strings.Contains(there.Body, i.Marker) {
			w.arrived(d, there, hash) // the update whose answer was lost
			return nil
		}
		if d.Body != "" && d.Body != textOf(there) {
			d.State, d.Note = accounts.Changed, "Somebody changed it there. It was not overwritten."
			return nil
		}
	}
	d.State = accounts.Sending
	if d.Ref == "" {
		d.Hash = hash // till it is known whether it arrived
	}
	if err := w.Ledger.SaveDelivery(ctx, *d); err != nil {
		return err
	}
	var made Remote
	var err error
	if d.Ref == "" {
		made, err = tracker.Create(ctx, i)
	} else {
		made, err = tracker.Update(ctx, d.Ref, i)
	}
	if err != nil {
		if d.Ref == "" && final(err) {
			d.State, d.Hash = accounts.Queued, "" // it was not taken
		}
		return err
	}
	w.arrived(d, made, hash)
	return w.Board.Linked(ctx, t.Board, d.Action, Link{t.Kind + " " + t.Repo, d.Ref, d.URL})
}

func (w *Worker) arrived(d *accounts.Delivery, r Remote, hash string) {
	d.State, d.Ref, d.URL, d.Hash, d.Body, d.Note, d.Tries = accounts.Sent, r.Ref, r.URL, hash, textOf(r), "", 0
	if d.Seen == "" {
		d.Seen = r.State
	}
}

// find looks for the issue of a permalink among those that changed since.
func find(ctx context.Context, tracker Tracker, marker string, since time.Time) (*Remote, error) {
	if marker == "" {
		return nil, nil
	}
	var found *Remote
	err := tracker.Since(ctx, since, func(r Remote) bool {
		if strings.Contains(r.Body, marker) {
			found = &r
		}
		return found != nil
	})
	return found, err
}

// final says whether a tracker has said that it did nothing.
func final(err error) bool {
	_, wait := errors.AsType[*Wait](err)
	_, refused := errors.AsType[*Refused](err)
	return wait || refused
}

// postpone says what becomes of a delivery that went wrong (D-4).
func postpone(d *accounts.Delivery, err error) {
	now := time.Now()
	if wait, ok := errors.AsType[*Wait](err); ok {
		d.Due, d.Note = wait.Until.UnixMilli(), wait.Error()
		return
	}
	if refused, ok := errors.AsType[*Refused](err); ok {
		d.State, d.Note = accounts.Failed, refused.Why
		return
	}
	if d.Tries++; d.Tries >= maxTries {
		d.State, d.Note = accounts.Failed, "The tracker could not be reached. Ask again when it can."
		return
	}
	d.Due, d.Note = now.Add(5*time.Second<<d.Tries).UnixMilli(), "The tracker could not be reached. It is tried again."
}

// news asks what became of what is there (D-6).
func (w *Worker) news(ctx context.Context, tracker Tracker, t *accounts.Target, all []accounts.Delivery) error {
	mine := map[string]*accounts.Delivery{}
	for i := range all {
		if all[i].Ref != "" {
			mine[all[i].Ref] = &all[i]
		}
	}
	if len(mine) == 0 {
		return nil
	}
	began := time.Now()
	var changed []Remote                                                                       // of ours, without their texts
	err := tracker.Since(ctx, time.UnixMilli(t.Since).Add(-time.Minute), func(r Remote) bool { // clocks differ
		if d := mine[r.Ref]; d != nil && d.Seen != r.State {
			changed = append(changed, Remote{Ref: r.Ref, State: r.State})
		}
		return false
	})
	if err != nil {
		return err
	}
	for _, r := range changed {
		d := mine[r.Ref]
		contradiction, err := w.Board.Moved(ctx, t.Board, d.Action, r.State, t.Kind) // and not where there: links are the team's (B-77), reasons everybody's
		if err != nil {
			return err
		}
		d.Seen, d.Note = r.State, contradiction
		if err := w.Ledger.SeeDelivery(ctx, *d); err != nil {
			return err
		}
	}
	t.Since = began.UnixMilli()
	return nil
}

// textOf is the hash of what people can change of an issue that we wrote, however line ends are kept there.
func textOf(r Remote) string {
	return sum(r.Title, strings.TrimSpace(strings.ReplaceAll(r.Body, "\r\n", "\n")))
}

func sum(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(p))
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// scrub keeps a token out of the log.
func scrub(err error, token string) string {
	return strings.ReplaceAll(err.Error(), token, "…")
}
