package httpapi

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"

	"feltboard/boards"
	"feltboard/export/intake"
	"feltboard/realtime/journal"
	"feltboard/server/internal/accounts"

	"github.com/danielgtaylor/huma/v2"
)

// maxIntake is the most that the body of a request with a file in it may have, in bytes: what JSON or base64 makes of one.
const maxIntake = 3 * intake.MaxBytes

// IntakeKey names the secret that ids of what is brought in are derived under.
const IntakeKey = "intake"

type intakeIn struct {
	BoardPath
	Body struct {
		Format  string            `json:"format,omitempty" enum:",csv,markdown,json" doc:"As it looks, if left out."`
		Text    string            `json:"text,omitempty" doc:"What is brought in, at most 2 MB and 2,000 notes."`
		Data    string            `json:"data,omitempty" doc:"A file's bytes in base64, in place of text: in UTF-8, UTF-16 or Windows-1252."`
		Source  string            `json:"source,omitempty" enum:",interview,support-ticket,survey,analytics,other" doc:"Of rows that name none."`
		Consent string            `json:"consent,omitempty" enum:",room,paraphrase,quote" doc:"Of rows that name none; “room” if left out."`
		Columns map[string]string `json:"columns,omitempty" doc:"What columns hold, by header: text, whose, customer, source, ref, date, zone, kind, consent, skip, or “answer:” and a zone's title."`
		Preview bool              `json:"preview,omitempty" doc:"Only say what would come in."`
	}
}

type intakeOut struct {
	Body struct {
		Format   string         `json:"format"`
		Encoding string         `json:"encoding"`
		Rows     []intakeRow    `json:"rows" nullable:"false"`
		Columns  []intakeColumn `json:"columns" nullable:"false" doc:"Of a table."`
		Added    int            `json:"added" doc:"Notes brought in; in a preview, those that would be."`
		Doubled  int            `json:"doubled" doc:"Rows that are, or have been, on the board, or stand in the file twice."`
		Problems int            `json:"problems" doc:"Rows that do not come in."`
		Problem  string         `json:"problem" doc:"Why none of it comes in, and what to do."`
		Notice   string         `json:"notice" doc:"What of it is no note."`
		Limits   intakeLimits   `json:"limits"`
	}
}

type intakeLimits struct {
	Bytes int `json:"bytes"`
	Rows  int `json:"rows"`
	Text  int `json:"text" doc:"Characters of a note."`
}

type intakeRow struct {
	N        int    `json:"n" doc:"As a spreadsheet or an editor counts."`
	Text     string `json:"text"`
	Whose    string `json:"whose"`
	Customer string `json:"customer"`
	Source   string `json:"source"`
	Ref      string `json:"ref"`
	Date     string `json:"date"`
	Zone     string `json:"zone"`
	Kind     string `json:"kind"`
	Consent  string `json:"consent"`
	Problem  string `json:"problem" doc:"Why it does not come in, and what to do."`
	Notice   string `json:"notice" doc:"What of it comes in otherwise than it stands."`
}

type intakeColumn struct {
	Name   string `json:"name"`
	Is     string `json:"is" doc:"A field, answer, skip, or empty where nobody knows."`
	Zone   string `json:"zone" doc:"Of answers."`
	Sample string `json:"sample"`
}

func (a *api) intake(h huma.API) {
	op := operation(http.MethodPost, "/api/v1/boards/{id}/notes/import", "import-notes", "Bring interview notes, tickets or survey answers into a board's tray; for its team.")
	op.MaxBodyBytes = maxIntake + 1
	huma.Register(h, op, a.importNotes)
}

// teamOf is the seat of somebody of a board's team.
func (a *api) teamOf(ctx context.Context, board string) (accounts.Seat, error) {
	seat, role, err := a.seat(ctx, board)
	if err == nil && role != boards.Facilitator && role != boards.Team {
		err = fail(Forbidden, "", "Only the team can do this.")
	}
	return seat, err
}

func (a *api) importNotes(ctx context.Context, in *intakeIn) (*intakeOut, error) {
	seat, err := a.teamOf(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	if wait, ok := a.intakes.take(visitOf(ctx).addr); !ok {
		return nil, tooMany(wait)
	}
	key, err := a.Accounts.Secret(ctx, IntakeKey)
	if err != nil {
		return nil, a.refusal("read a secret", err)
	}
	o := intake.Options{Format: intake.Format(in.Body.Format), Source: in.Body.Source, Consent: in.Body.Consent, Columns: in.Body.Columns}
	if err := a.Live.Read(ctx, in.ID, func(s *boards.State) { o.Zones = intake.ZonesOf(s) }); err != nil {
		return nil, a.refusal("read a board", err)
	}
	read, err := readIntake(in, o)
	if err != nil {
		return nil, a.unread(err)
	}
	out := describeIntake(read)
	if in.Body.Preview || read.Problem != "" {
		err := a.Live.Read(ctx, in.ID, func(s *boards.State) {
			out.Body.Added, out.Body.Doubled = intake.Count(s, key, in.ID, read.Rows)
			if full := intake.Fits(s, key, in.ID, read.Rows); full != nil && read.Problem == "" {
				out.Body.Problem = full.Error()
			}
		})
		if err != nil {
			return nil, a.refusal("read a board", err)
		}
		return out, nil
	}
	out.Body.Added, out.Body.Doubled, err = BringIn(ctx, a.Live, key, in.ID, read.Rows)
	if err != nil {
		return nil, a.unread(err)
	}
	err = a.Accounts.Audit(ctx, accounts.Event{Board: in.ID, Member: seat.Member, Act: "notes_imported", Outcome: fmt.Sprintf("%d notes", out.Body.Added)})
	if errors.Is(err, journal.ErrFull) {
		a.log.Warn("an import is not in the audit", "board", in.ID, "member", seat.Member, "err", err)
	} else if err != nil {
		return nil, a.refusal("audit an import", err)
	}
	return out, nil
}

func readIntake(in *intakeIn, o intake.Options) (intake.Read, error) {
	if in.Body.Data == "" {
		return intake.Text(in.Body.Text, o)
	}
	data, err := base64.StdEncoding.DecodeString(in.Body.Data)
	if err != nil {
		return intake.Read{}, fail(BadValue, "data", "This is not base64.")
	}
	return intake.File(data, o)
}

// unread is the answer where a file, or a board that has no room for it, is to blame.
func (a *api) unread(err error) error {
	if intake.IsRefusal(err) {
		return fail(BadValue, "", err.Error())
	}
	return a.refusal("bring in notes", err)
}

// BringIn lays rows into a board's tray (B-80), a few entries one after the other: whoever brings in the same at the same
// moment adds nothing twice.
func BringIn(ctx context.Context, live interface {
	Do(ctx context.Context, board string, decide func(*boards.State) ([]boards.Op, error)) error
}, key []byte, board string, rows []intake.Row) (added, doubled int, err error) {
	for first := true; first || len(rows) > 0; first = false {
		var rest []intake.Row
		n, passed := 0, 0
		err := live.Do(ctx, board, func(s *boards.State) ([]boards.Op, error) {
			if first {
				if err := intake.Fits(s, key, board, rows); err != nil {
					return nil, err
				}
			}
			ops, later, twice, err := intake.Next(s, key, board, rows)
			rest, n, passed = later, len(ops), twice
			return ops, err
		})
		if err != nil {
			return added, doubled, err
		}
		added, doubled, rows = added+n, doubled+passed, rest
	}
	return added, doubled, nil
}

func describeIntake(read intake.Read) *intakeOut {
	out := &intakeOut{}
	b := &out.Body
	b.Format, b.Encoding, b.Problem, b.Notice = string(read.Format), read.Encoding, read.Problem, read.Notice
	b.Limits = intakeLimits{intake.MaxBytes, intake.MaxRows, boards.MaxNoteText}
	for _, r := range read.Rows {
		if r.Problem != "" {
			b.Problems++
		}
		b.Rows = append(b.Rows, intakeRow{r.N, r.Text, r.Whose, r.Customer, r.Source, r.Ref, r.Date, r.Zone, r.Kind, r.Consent, r.Problem, r.Notice})
	}
	for _, c := range read.Columns {
		b.Columns = append(b.Columns, intakeColumn(c))
	}
	return out
}
