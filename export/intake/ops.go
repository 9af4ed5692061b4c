package intake

import (
	"fmt"

	"feltboard/boards"
	"feltboard/boards/order"
)

// Limits of one entry, so that no screen waits long for it.
const (
	maxBatch      = 200
	maxBatchBytes = 128 << 10
)

// Next are the ops that bring in the first of rows that come in and are not on a board yet, as many as one entry takes;
// rest are the rows behind them. doubled counts those passed over as they are, or have been, on it; rows with a problem are
// passed over, too. With nothing left to do there are no ops.
func Next(s *boards.State, key []byte, board string, rows []Row) (ops []boards.Op, rest []Row, doubled int, err error) {
	last := ""
	for _, r := range s.Of("note") {
		if r.Part("place", "zone") == "" {
			last = max(last, r.Part("place", "order"))
		}
	}
	taken, bytes := map[string]bool{}, 0
	for i, r := range rows {
		if r.Problem != "" {
			continue
		}
		id := r.ID(key, board)
		if taken[id] || s.Record(id) != nil {
			doubled++
			continue
		}
		if bytes += len(r.Text); len(ops) > 0 && (len(ops) == maxBatch || bytes > maxBatchBytes) {
			rest = rows[i:]
			break
		}
		taken[id] = true
		ops = append(ops, boards.Op{Kind: boards.Put, ID: id, Rec: &boards.Record{ID: id, Type: "note", F: r.fields(s)}})
	}
	keys, err := order.N(last, "", len(ops))
	if err != nil {
		return nil, nil, 0, fmt.Errorf("lay notes into the tray: %w", err)
	}
	for i, o := range ops {
		o.Rec.F["place"] = map[string]any{"zone": "", "order": keys[i]}
	}
	return ops, rest, doubled, nil
}

// Fits says whether rows fit on a board; the error is for a person.
func Fits(s *boards.State, key []byte, board string, rows []Row) error {
	notes, bytes, held := 0, 0, 0
	for _, r := range rows {
		if r.Problem == "" && s.Record(r.ID(key, board)) == nil {
			notes++
			bytes += len(r.Text) + 600
		}
	}
	for _, r := range s.Records() {
		if r.Type == "note" {
			held++
		}
	}
	if held+notes > maxNotes || s.Bytes()+bytes > boards.MaxBytes {
		return refuse("This board has no room for %d more notes, so nothing was brought in. Take some out of the file, or start another board.", notes)
	}
	return nil
}

// Count says how many rows would come in, and how many are on the board already or twice in the file.
func Count(s *boards.State, key []byte, board string, rows []Row) (added, doubled int) {
	taken := map[string]bool{}
	for _, r := range rows {
		if r.Problem != "" {
			continue
		}
		if id := r.ID(key, board); taken[id] || s.Record(id) != nil {
			doubled++
		} else {
			taken[id] = true
			added++
		}
	}
	return added, doubled
}

var maxNotes = func() int {
	for _, t := range boards.Schema {
		if t.Name == "note" {
			return t.Max
		}
	}
	return 0
}()

// fields are a note's in the tray. Everything else is as it is by itself.
func (r Row) fields(s *boards.State) map[string]any {
	f := map[string]any{
		"text": r.Text, "kind": r.Kind, "side": "customer", "whose": r.Whose, "customer": r.Customer, "consent": r.Consent,
		"source": map[string]any{"type": r.Source, "ref": r.Ref, "date": r.Date},
	}
	if z := s.Record(r.ZoneID); z != nil && z.Type == "zone" && !z.Deleted {
		f["meant"] = r.ZoneID
	}
	return f
}

// ZonesOf are the zones of a board that notes lie in.
func ZonesOf(s *boards.State) []Zone {
	var zones []Zone
	for _, z := range s.Of("zone") {
		if z.Str("kind") != "column" {
			zones = append(zones, Zone{z.ID, z.Str("title")})
		}
	}
	return zones
}
