package config

import (
	"io"
	"slices"
	"testing"
)

func TestBenchTakesNumbersAndHasDefaults(t *testing.T) {
	cmd, err := Load([]string{"bench"}, io.Discard)
	if err != nil || cmd.Name != "bench" || !slices.Equal(cmd.Bench.Clients, []int{10, 50, 200}) || cmd.Bench.Rate != 20 || cmd.Bench.Seconds != 5 || cmd.Bench.Runs != 3 {
		t.Errorf("bench is %+v, %v", cmd.Bench, err)
	}
	cmd, err = Load([]string{"bench", "--clients", "2,500", "--rate=200", "--json"}, io.Discard)
	if err != nil || !slices.Equal(cmd.Bench.Clients, []int{2, 500}) || cmd.Bench.Rate != 200 || !cmd.Bench.JSON {
		t.Errorf("bench with flags is %+v, %v", cmd.Bench, err)
	}
	if _, err = Load([]string{"bench", "--clients", "many"}, io.Discard); err == nil {
		t.Error("many clients are taken for a number")
	}
}
