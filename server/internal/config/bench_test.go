package config

import (
	"io"
	"slices"
	"testing"
)

func TestBenchTakesNumbersAndHasDefaults(t *testing.T) {
	cmd, err := Load([]string{"bench"}, io.Discard)
	if err != nil || cmd.Name != "bench" || !slices.Equal(cmd.Bench.Clients, []int{10, 50, 200, 500}) || cmd.Bench.Only != nil || cmd.Bench.Seconds != 3 || cmd.Bench.Runs != 3 {
		t.Errorf("bench is %+v, %v", cmd.Bench, err)
	}
	cmd, err = Load([]string{"bench", "--only=A,C", "--clients", "2,500", "--seconds=9", "--json"}, io.Discard)
	if err != nil || !slices.Equal(cmd.Bench.Only, []string{"A", "C"}) || !slices.Equal(cmd.Bench.Clients, []int{2, 500}) || cmd.Bench.Seconds != 9 || !cmd.Bench.JSON {
		t.Errorf("bench with flags is %+v, %v", cmd.Bench, err)
	}
	for _, wrong := range [][]string{{"--clients", "many"}, {"--json", "--markdown"}} {
		if _, err = Load(append([]string{"bench"}, wrong...), io.Discard); err == nil {
			t.Errorf("%v is taken", wrong)
		}
	}
}
