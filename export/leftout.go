package export

import (
	"fmt"
	"maps"
)

// Reason says why something was left out.
type Reason string

// The reasons.
const (
	ConsentRoom       Reason = "consent_room"       // whose words they are said: this room only
	ConsentParaphrase Reason = "consent_paraphrase" // exported without its words
	Deleted           Reason = "deleted"            // linked still, but deleted since
	SourceReference   Reason = "source_reference"   // stays on the board: it may name people
	NotIn             Reason = "not_in"             // waits in the tray, or to be let in
	Declined          Reason = "declined"           // an action that is no work any more
	PhaseHides        Reason = "phase_hides"        // never counted
)

// Reasons lists the reasons in the order they are told.
var Reasons = []Reason{ConsentRoom, ConsentParaphrase, Deleted, SourceReference, NotIn, Declined, PhaseHides}

// LeftOut is one kind of thing that an export leaves out.
type LeftOut struct {
	Reason   Reason
	Count    int    // how many; 0 is "not counted"
	Sentence string // for a person to read
}

// tally collects what was left out, each thing once however many actions lead to it: reason → the thing's id → what it is.
type tally map[Reason]map[string]string

func (t tally) note(why Reason, id, what string) {
	if t[why] == nil {
		t[why] = map[string]string{}
	}
	t[why][id] = what
}

func (t tally) add(o tally) {
	for why, things := range o {
		if t[why] == nil {
			t[why] = map[string]string{}
		}
		maps.Copy(t[why], things)
	}
}

func (t tally) list() []LeftOut {
	var out []LeftOut
	for _, why := range Reasons {
		if things := t[why]; len(things) > 0 {
			l := LeftOut{Reason: why, Count: len(things)}
			if why == PhaseHides {
				l.Count = 0
			}
			l.Sentence = sentence(why, things)
			out = append(out, l)
		}
	}
	return out
}

func sentence(why Reason, things map[string]string) string {
	one := len(things) == 1
	say := func(single, several string) string {
		if one {
			return single
		}
		return several
	}
	what := ""
	for _, w := range things {
		if what != "" && w != what {
			if w = "note"; why == Deleted {
				w = "item"
			}
		}
		what = w
	}
	if !one {
		what += "s"
	}
	some := fmt.Sprintf("%d %s", len(things), what)
	switch why {
	case ConsentRoom:
		return some + " left out: nobody has allowed " + say("it", "them") + " to leave this room."
	case ConsentParaphrase:
		return some + " without " + say("its words: its author", "their words: their authors") + " allowed a paraphrase only."
	case Deleted:
		return some + " left out: " + say("it was", "they were") + " deleted on the board."
	case SourceReference:
		return some + " left on the board: " + say("it", "they") + " may name people."
	case NotIn:
		return some + " left out: " + say("it is", "they are") + " not on the board's map yet."
	case Declined:
		return some + " left out: declined, see the report."
	default:
		return "What a running phase hides is left out."
	}
}
