package export_test

import (
	"fmt"
	"testing"
)

// B-81: what people nod at leaves no trace in any export; "felt" alone is counted (E-9).
func TestOtherReactionsAreInNoExport(t *testing.T) {
	for _, f := range everyFormat {
		before := whole(t, render(t, seatStory(), f))
		s := seatStory()
		for i, kind := range []string{"agree", "heart", "surprise", "unsure"} {
			for _, note := range []string{"n1", "n2", "n6"} {
				s.put("reaction", fmt.Sprintf("nod-%s-%d", note, i), fields{"note": note, "kind": kind}).By = ""
			}
		}
		if after := whole(t, render(t, s, f)); after != before {
			t.Errorf("%s differs:\n%s\n---\n%s", f, before, after)
		}
	}
}
