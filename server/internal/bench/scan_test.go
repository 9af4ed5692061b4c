package bench

import (
	"testing"
	"time"
)

func TestScanCountsChangesAndAnswers(t *testing.T) {
	for _, c := range []struct {
		frame string
		kind  string
		items int
	}{
		{`{"t":"chg","ops":[]}`, "chg", 0},
		{`{"t":"chg","ops":[[]]}`, "chg", 1},
		{`{"t":"chg","ops":[[{"op":"set","id":"x","f":{"place":{"zone":"z","order":"a1"}}},{"op":"gone","id":"y"}]]}`, "chg", 1},
		{`{"t":"chg","ops":[[{"op":"text","edit":[-60,"],[ \"},{\\"]}],[{"op":"gone","id":"y"}],[]]}`, "chg", 3},
		{`{"ops":[[1],[2]],"t":"chg"}`, "chg", 2},
		{`{"t":"own","full":true,"ops":[[]],"more":false}`, "own", 1},
		{`{"t":"ack","a":[["c",1,-1,0],["c",2,-1,1]]}`, "ack", 2},
		{`{"t":"beat","token":"a,b","frames":12,"now":-3}`, "beat", 0},
		{`{"t":"snap","digest":"d","records":[{"a":[1,2]},{}]}`, "snap", 0},
		{``, "", 0}, {`[]`, "", 0}, {`{`, "", 0}, {`{"t"`, "", 0}, {`{"t":`, "", 0}, {`{"t":}`, "", 0}, {`{"t":"chg"`, "", 0}, {`{"t":"chg","ops":[[}`, "", 0}, {`{"t":"ch`, "", 0},
	} {
		if kind, items := scan([]byte(c.frame)); kind != c.kind || items != c.items {
			t.Errorf("scan(%s) = %q, %d, want %q, %d", c.frame, kind, items, c.kind, c.items)
		}
	}
}

func TestKindsAreReadWhereverTheyStand(t *testing.T) {
	for frame, want := range map[string]string{
		`{"t":"chg","ops":[[1]]}`: "chg", `{"ops":[],"t":"chg"}`: "chg", `{"t":"ack","a":[]}`: "ack", `{"t":"snap","records":[]}`: "snap",
		`{"left":[],"t":"presence","who":[]}`: "presence", `{"t":"`: "", `{`: "", ``: "",
	} {
		if got := kindOf([]byte(frame)); got != want {
			t.Errorf("kindOf(%s) = %q, want %q", frame, got, want)
		}
	}
}

func FuzzReadingNeverPanics(f *testing.F) {
	f.Add([]byte(`{"t":"chg","ops":[[{"op":"text","edit":[-60,"\""]}],[]]}`))
	f.Add([]byte(`{"t":"presence","who":[{"x":1,"y":2}]}@1:2;`))
	f.Fuzz(func(_ *testing.T, b []byte) {
		scan(b)
		kindOf(b)
		eachMark(b, func(int, time.Duration) {})
		eachPosition(b, func(int, int) {})
	})
}
