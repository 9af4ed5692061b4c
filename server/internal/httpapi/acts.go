package httpapi

// act is what somebody does that leaves something behind each time it is done, so that it is bounded by who does it.
type act struct{ what, board, member string }

// Of each such act somebody has so many at once, and one more in a second; dearer ones cost more of them.
const (
	actsAtOnce = 60

	costOfLink     = 2 // one more row, and a line in the audit
	costOfPhrase   = 6 // that, and a hash that is dear to compute
	costOfHandoff  = 6
	costOfMineKey  = 6
	notesOfOneMore = 50 // withdrawing or bringing back costs one, and one more for so many notes
)

// act counts an act that costs so much, or refuses it.
func (a *api) act(what, board, member string, cost int) error {
	if wait, ok := a.acts.spend(act{what, board, member}, float64(cost)); !ok {
		return tooMany(wait)
	}
	return nil
}
