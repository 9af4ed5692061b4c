package export

import (
	"fmt"
	"strings"
)

const (
	around  = 3     // lines about a difference
	maxDiff = 2_000 // lines of a file that are compared one by one
)

// diff returns what makes b of a, as a unified diff.
func diff(name, a, b string) string {
	old, now := split(a), split(b)
	type row struct {
		mark byte
		text string
	}
	var rows []row
	if len(old) > maxDiff || len(now) > maxDiff {
		for _, l := range old {
			rows = append(rows, row{'-', l})
		}
		for _, l := range now {
			rows = append(rows, row{'+', l})
		}
	} else {
		common := longest(old, now)
		i, j := 0, 0
		for i < len(old) || j < len(now) {
			switch {
			case i < len(old) && j < len(now) && old[i] == now[j]:
				rows = append(rows, row{' ', old[i]})
				i, j = i+1, j+1
			case j == len(now) || i < len(old) && common[i+1][j] >= common[i][j+1]:
				rows = append(rows, row{'-', old[i]})
				i++
			default:
				rows = append(rows, row{'+', now[j]})
				j++
			}
		}
	}
	var s strings.Builder
	fmt.Fprintf(&s, "--- %s (as it is)\n+++ %s (as exported)\n", name, name)
	for i := 0; i < len(rows); {
		if rows[i].mark == ' ' {
			i++
			continue
		}
		begin, end := max(0, i-around), i
		for k, same := i, 0; k < len(rows) && same <= 2*around; k++ {
			if same++; rows[k].mark != ' ' {
				same, end = 0, k+1
			}
		}
		end = min(len(rows), end+around)
		count := func(to int, not byte) (n int) {
			for _, r := range rows[:to] {
				if r.mark != not {
					n++
				}
			}
			return n
		}
		fmt.Fprintf(&s, "@@ -%d,%d +%d,%d @@\n", count(begin, '+')+1, count(end, '+')-count(begin, '+'), count(begin, '-')+1, count(end, '-')-count(begin, '-'))
		for _, r := range rows[begin:end] {
			s.WriteString(string(r.mark) + r.text + "\n")
		}
		i = end
	}
	return s.String()
}

func split(s string) []string { return strings.Split(strings.TrimSuffix(s, "\n"), "\n") }

// longest is the table of the lengths of the longest common rests.
func longest(a, b []string) [][]int32 {
	t := make([][]int32, len(a)+1)
	for i := range t {
		t[i] = make([]int32, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				t[i][j] = t[i+1][j+1] + 1
			} else {
				t[i][j] = max(t[i+1][j], t[i][j+1])
			}
		}
	}
	return t
}
