package themes

import "slices"

// link joins the items of a matrix by average linkage: always the two groups whose items are on average most alike, until that
// is less than least. It returns the groups of two and more, each ascending, by their first item.
//
// It walks chains of nearest neighbours, which finds the same groups in the square of the number of items: joining two groups
// makes neither nearer to a third than the nearer of them was, so that two that are each other's nearest may be joined at once,
// and one whose nearest is too far stays as it is. A tie falls to the group that began first.
func link(rows [][]float64, least float64) [][]int {
	n := len(rows)
	near := make([][]float64, n) // the average, where both groups are alive
	groups := make([][]int, n)
	for i, row := range rows {
		near[i], groups[i] = slices.Clone(row), []int{i}
	}
	alive := make([]int, n) // the groups that may still be joined, ascending
	for i := range alive {
		alive[i] = i
	}
	var done [][]int
	var chain []int
	for len(alive) > 0 {
		if len(chain) == 0 {
			chain = append(chain, alive[0])
		}
		at := chain[len(chain)-1]
		before := -1
		if len(chain) > 1 {
			before = chain[len(chain)-2]
		}
		best, most := before, 0.0
		if before >= 0 {
			most = near[at][before]
		}
		for _, i := range alive {
			if i != at && near[at][i] > most {
				best, most = i, near[at][i]
			}
		}
		switch {
		case best < 0 || most < least:
			done = append(done, groups[at])
			alive = slices.DeleteFunc(alive, func(i int) bool { return i == at })
			chain = chain[:len(chain)-1]
		case best == before:
			chain = chain[:len(chain)-2]
			a, b := min(at, best), max(at, best)
			na, nb := float64(len(groups[a])), float64(len(groups[b]))
			for _, i := range alive {
				near[a][i] = (na*near[a][i] + nb*near[b][i]) / (na + nb)
				near[i][a] = near[a][i]
			}
			groups[a] = append(groups[a], groups[b]...)
			alive = slices.DeleteFunc(alive, func(i int) bool { return i == b })
		default:
			chain = append(chain, best)
		}
	}
	done = slices.DeleteFunc(done, func(g []int) bool { return len(g) < 2 })
	for _, g := range done {
		slices.Sort(g)
	}
	slices.SortFunc(done, func(a, b []int) int { return a[0] - b[0] })
	return done
}
