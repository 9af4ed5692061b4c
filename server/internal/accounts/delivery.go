package accounts

import "context"

// The states of a Delivery.
const (
	Queued  = "queued"  // to be sent when it is due
	Sending = "sending" // the tracker has been asked, or is about to be; whether it heard is not known
	Sent    = "sent"
	Failed  = "failed"  // for good, until somebody asks again
	Changed = "changed" // somebody wrote into it there; nothing of that was overwritten
)

// Delivery is what became of one action at one target.
type Delivery struct {
	Target, Action string
	Title          string // of the action when it was asked for
	State          string
	Ref, URL       string // the tracker's own number and address of it, "" before it is there
	Hash           string // of what was sent last; without a Ref nobody knows whether it arrived
	Body           string // hash of the text that the tracker had of it after that
	Seen           string // the state it was last seen in there
	Note           string // for a person: why it failed, or what contradicts what
	Tries          int    // since somebody asked
	Due            int64  // not to be tried before, milliseconds since 1970 UTC
	At             int64  // when it last changed, or was sent where nobody knows whether it arrived
}

const deliveryColumns = "target, action, title, state, ref, url, hash, body, seen, note, tries, due, at"

func (d *Delivery) fields() []any {
	return []any{&d.Target, &d.Action, &d.Title, &d.State, &d.Ref, &d.URL, &d.Hash, &d.Body, &d.Seen, &d.Note, &d.Tries, &d.Due, &d.At}
}

// QueueDeliveries asks for actions (id to title) to be brought to a target. One that somebody changed there is overwritten
// only if force says so.
func (s *Store) QueueDeliveries(ctx context.Context, target, by string, titles map[string]string, force bool) error {
	return s.db.Write(ctx, func(tx Tx) error {
		var board string
		if err := tx.QueryRow("SELECT board FROM target WHERE id = $1", target).Scan(&board); err != nil {
			return err
		}
		for action, title := range titles {
			body := "delivery.body"
			if force {
				body = "''"
			}
			_, err := tx.Exec(`INSERT INTO delivery (target, action, title, state, at) VALUES ($1, $2, $3, 'queued', $4)
				ON CONFLICT (target, action) DO UPDATE SET title = $3, at = CASE WHEN delivery.ref = '' AND delivery.hash <> '' THEN delivery.at ELSE $4 END, tries = 0, due = 0, note = '', body = `+body+`,
				state = CASE WHEN delivery.state = 'sending' THEN 'sending' ELSE 'queued' END`, target, action, title, s.millis())
			if err != nil {
				return err
			}
		}
		return s.audit(tx, Event{Board: board, Member: by, Act: "delivery_asked"})
	})
}

// Deliveries lists what became of a target's actions, in the order of their ids.
func (s *Store) Deliveries(ctx context.Context, target string) ([]Delivery, error) {
	rows, err := s.db.ReadDB().QueryContext(ctx, "SELECT "+deliveryColumns+" FROM delivery WHERE target = $1 ORDER BY action", target)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Delivery
	for rows.Next() {
		var d Delivery
		if err := rows.Scan(d.fields()...); err != nil {
			return nil, err
		}
		all = append(all, d)
	}
	return all, rows.Err()
}

// SaveDelivery keeps what became of a delivery that is there already.
func (s *Store) SaveDelivery(ctx context.Context, d Delivery) error {
	return s.db.Write(ctx, func(tx Tx) error {
		_, err := tx.Exec(`UPDATE delivery SET state = $1, ref = $2, url = $3, hash = $4, body = $5, seen = $6, note = $7, tries = $8, due = $9,
			at = CASE WHEN ref = '' AND hash <> '' THEN at ELSE $10 END WHERE target = $11 AND action = $12`, d.State, d.Ref, d.URL, d.Hash, d.Body, d.Seen, d.Note, d.Tries, d.Due, s.millis(), d.Target, d.Action)
		return err
	})
}

// SeeDelivery keeps in which state an action was seen there and what that contradicts; what is asked of it meanwhile stays.
func (s *Store) SeeDelivery(ctx context.Context, d Delivery) error {
	return s.db.Write(ctx, func(tx Tx) error {
		_, err := tx.Exec("UPDATE delivery SET seen = $1, note = $2, at = $3 WHERE target = $4 AND action = $5", d.Seen, d.Note, s.millis(), d.Target, d.Action)
		return err
	})
}
