package bench

import (
	"math"
	"os"
	"strings"
	"testing"
	"time"
)

func TestPercentileIsTheNearestRank(t *testing.T) {
	ten := []int64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}
	for _, c := range []struct {
		sorted []int64
		p      float64
		want   int64
	}{
		{nil, 50, 0}, {[]int64{7}, 1, 7}, {[]int64{7}, 99, 7}, {ten, 50, 5}, {ten, 51, 6}, {ten, 90, 9}, {ten, 99, 10}, {ten, 100, 10},
	} {
		if got := percentile(c.sorted, c.p); got != c.want {
			t.Errorf("percentile(%v, %v) = %d, want %d", c.sorted, c.p, got, c.want)
		}
	}
}

func TestMedianLeavesItsArgumentAlone(t *testing.T) {
	values := []float64{9, 1, 5}
	if got := median(values); got != 5 || values[0] != 9 {
		t.Errorf("median = %v of %v", got, values)
	}
	if got := median([]float64{4, 1, 3, 2}); got != 2.5 {
		t.Errorf("median of four = %v, want 2.5", got)
	}
	if got := median(nil); !math.IsNaN(got) {
		t.Errorf("median of none = %v, want NaN", got)
	}
}

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

func FuzzScanNeverPanics(f *testing.F) {
	f.Add([]byte(`{"t":"chg","ops":[[{"op":"text","edit":[-60,"\""]}],[]]}`))
	f.Fuzz(func(_ *testing.T, b []byte) {
		scan(b)
		eachMark(b, func(int, time.Duration) {})
	})
}

func TestMarksAreReadBack(t *testing.T) {
	type seen struct {
		writer int
		at     time.Duration
	}
	var got []seen
	b := append(appendWords([]byte("a stray @, "), 3, 1234567890), appendWords(nil, 0, 5)...)
	eachMark(b, func(writer int, at time.Duration) { got = append(got, seen{writer, at}) })
	if len(got) != 2 || got[0] != (seen{3, 1234567890}) || got[1] != (seen{0, 5}) {
		t.Errorf("marks of %s: %v", b, got)
	}
	if n := len(appendWords(nil, 499, math.MaxInt64)); n != wordsLen {
		t.Errorf("words are %d long, want %d", n, wordsLen)
	}
}

func TestAnEditIsAsLongAsFeltboardsFrame(t *testing.T) {
	if n := len(rawEditing{3, "00000000-0000-4000-8000-000000000000"}.edit(nil, time.Minute, 0)); n < 140 || n > 160 {
		t.Errorf("a raw edit is %d bytes long, want about 150", n)
	}
}

func TestCPUTimesAreRead(t *testing.T) {
	if d, err := parseSchedstat("5057123 1364425 2\n"); err != nil || d != 5057123 {
		t.Errorf("schedstat: %v, %v", d, err)
	}
	stat := "42 (a (b) 1 2 c) S 1 42 42 0 -1 4194560 1 0 0 0 123 77 0 0 20 0 1 0 100 1 1 18446744073709551615"
	if d, err := parseStat(stat); err != nil || d != 2*time.Second {
		t.Errorf("stat: %v, %v", d, err)
	}
	if d, err := parseMachine("cpu  100 20 30 9999 999 1 2 3 50 60\ncpu0 1 2\n"); err != nil || d != 1560*time.Millisecond {
		t.Errorf("machine: %v, %v", d, err)
	}
	for _, bad := range []string{"", "x", "42 (x", "42 (x) S 1", "cpu", "cpu a b c d e f g h"} {
		if _, err := parseStat(bad); err == nil {
			t.Errorf("stat %q is taken", bad)
		}
		if _, err := parseMachine(bad); err == nil {
			t.Errorf("machine %q is taken", bad)
		}
	}
	for _, bad := range []string{"", "x 1 2"} {
		if _, err := parseSchedstat(bad); err == nil {
			t.Errorf("schedstat %q is taken", bad)
		}
	}
	before, err := cpuTime(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	for {
		now, err := cpuTime(os.Getpid())
		if err != nil {
			t.Fatal(err)
		}
		if now > before { // or the test times out
			break
		}
	}
}

func TestRatiosAreThoseOfTheSameRound(t *testing.T) {
	r := newReport(Options{Runs: 3, Duration: time.Second}, true, time.Millisecond)
	a := workload{name: "A", clients: 50, title: "A"}
	for _, round := range [][2]float64{{10, 15}, {100, 120}, {20, 40}} { // raw-prepared, Feltboard
		r.add(a, feltboard, figures{"cpu_us": round[1], "p99_ms": 1})
		r.add(a, rawPrepared, figures{"cpu_us": round[0], "p99_ms": 1})
	}
	r.judge()
	for _, l := range r.Lines {
		if l.Server == feltboard && (l.Figures["cpu_us"] != 40 || l.Ratios["cpu_us"] != 1.5) {
			t.Errorf("median %v, ratio %v, want 40 and 1.5", l.Figures["cpu_us"], l.Ratios["cpu_us"])
		}
	}
	var met []string
	for _, v := range r.Goals {
		if v.Met {
			met = append(met, v.Figure)
		}
	}
	if got := strings.Join(met, " "); got != "p99_ms p99_ms cpu_us" {
		t.Errorf("goals met: %s", got)
	}
}

func TestAGoalIsMissedWithoutAFigure(t *testing.T) {
	for _, v := range (line{Workload: "B", Clients: saturated, Ratios: figures{"per_cpu_s": 2.9}}).judge() {
		if v.Met {
			t.Errorf("%+v is met", v)
		}
	}
	all := line{Workload: "D"}.judge()
	if len(all) == 0 {
		t.Error("D has no goals")
	}
	for _, v := range all {
		if v.Met {
			t.Errorf("%+v is met", v)
		}
	}
}

func TestOptionsOutOfBoundsAreRefusedAllAtOnce(t *testing.T) {
	err := Options{Clients: []int{1}, Duration: time.Hour}.check()
	for _, name := range []string{"clients", "rate", "seconds", "runs"} {
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%v does not name %s", err, name)
		}
	}
}
