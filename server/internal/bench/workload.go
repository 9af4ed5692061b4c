package bench

import (
	"context"
	"fmt"
	"slices"
)

// letters are the names of all workloads.
const letters = "ABCDEFHSTX"

// writers is how many people write in workloads A, B and F, where there are as many, and perWriter how many edits a second
// each of them makes in A and F.
const (
	writers   = 10
	perWriter = 2
)

// sizes are how much there is of everything, beside what Options say.
type sizes struct {
	saturated                 int     // people in B
	fastest                   float64 // edits a second in B
	idleBoards, idlePeople    int     // C: boards, and people on each
	notes, inRow, atOnce      int     // D: on the board, and people who join it
	manyBoards, onEach        int     // E: boards, and people on each
	durable                   int     // people in F
	pointers, movesEachSecond int     // H: people, and moves of each
	guests, standing, hidden  int     // S: people, and notes that are there before, and that they hide
	actsEachSecond            int     // S: of all together
	suggested                 []int   // T: notes
}

// whole is the bench as it is meant.
var whole = sizes{
	saturated: 50, fastest: lastRate, idleBoards: 500, idlePeople: 10, notes: 2000, inRow: 10, atOnce: 50, manyBoards: 200, onEach: 10,
	durable: 50, pointers: 50, movesEachSecond: 20, guests: 30, standing: 200, hidden: 300, actsEachSecond: 30,
	suggested: []int{50, 100, 200, 500, 1000},
}

// workload is one thing to measure.
type workload struct {
	name    string // a letter
	people  int    // where that tells apart workloads of one letter, else 0
	title   string
	servers []string
	sockets int // open at a time
	run     func(context.Context, *server) (figures, error)
}

// workloads are those that were asked for.
func (b *bench) workloads() (all []workload) {
	three := []string{raw, rawBatched, feltboard}
	for _, n := range b.Clients {
		rate := perWriter * min(writers, n)
		all = append(all, workload{
			name: "A", people: n, title: fmt.Sprintf("A, fan-out: %d people, %d edits/s", n, rate), servers: three, sockets: n,
			run: b.fanOut(n),
		})
	}
	all = append(all, workload{
		name: "B", title: fmt.Sprintf("B, saturation: %d people, %d of them writing ever faster", b.saturated, min(writers, b.saturated)),
		servers: three, sockets: b.saturated,
		run: func(ctx context.Context, s *server) (figures, error) { return b.saturate(ctx, s, b.saturated) },
	}, workload{
		name: "C", title: fmt.Sprintf("C, idle: %d connections on %d boards", b.idleBoards*b.idlePeople, b.idleBoards),
		servers: three, sockets: b.idleBoards * b.idlePeople,
		run: func(ctx context.Context, s *server) (figures, error) {
			return b.idle(ctx, s, b.idleBoards, b.idlePeople)
		},
	}, workload{
		name: "D", title: fmt.Sprintf("D, cold join: a board of %d notes, %d people in a row, then %d at once", b.notes, b.inRow, b.atOnce),
		servers: three, sockets: b.atOnce,
		run: func(ctx context.Context, s *server) (figures, error) {
			return b.join(ctx, s, b.notes, b.inRow, b.atOnce)
		},
	}, workload{
		name: "E", title: fmt.Sprintf("E, many boards: %d of %d people, 1 edit/s each", b.manyBoards, b.onEach),
		servers: three, sockets: b.manyBoards * b.onEach,
		run: func(ctx context.Context, s *server) (figures, error) {
			return b.deliver(ctx, s, party{boards: b.manyBoards, people: b.onEach, writers: b.onEach}, float64(b.manyBoards*b.onEach))
		},
	}, workload{
		name: "F", title: fmt.Sprintf("F, durable: as A with %d people, beside a journal in memory", b.durable),
		servers: []string{inMemory, feltboard}, sockets: b.durable,
		run: b.withFsync(b.fanOut(b.durable)),
	}, workload{
		name: "H", title: fmt.Sprintf("H, cursors: %d people, %d moves/s each", b.pointers, b.movesEachSecond),
		servers: three, sockets: b.pointers,
		run: func(ctx context.Context, s *server) (figures, error) {
			return b.point(ctx, s, b.pointers, float64(b.movesEachSecond))
		},
	}, workload{
		name: "S", title: fmt.Sprintf("S, session: %d people reveal %d notes among %d, then make %d acts/s", b.guests, b.hidden, b.standing+b.hidden, b.actsEachSecond),
		servers: three, sockets: b.guests, run: b.session,
	}, workload{
		name: "T", title: "T, themes: what may belong together, by the number of notes", servers: []string{onePass, suggestions},
		run: b.suggest,
	}, workload{
		name: "X", title: fmt.Sprintf("X, two nodes: as A with %d people, over PostgreSQL and Redis, beside one node over PostgreSQL", b.durable),
		servers: []string{oneNode, twoNodes}, sockets: b.durable, run: b.fanOut(b.durable),
	})
	if b.Only == nil {
		return all
	}
	return slices.DeleteFunc(all, func(w workload) bool { return !slices.Contains(b.Only, w.name) })
}

func (b *bench) fanOut(people int) func(context.Context, *server) (figures, error) {
	return func(ctx context.Context, s *server) (figures, error) {
		p := party{boards: 1, people: people, writers: writers}
		return b.deliver(ctx, s, p, float64(perWriter*min(writers, people)))
	}
}

// withFsync adds what bringing something to disk takes right now.
func (b *bench) withFsync(run func(context.Context, *server) (figures, error)) func(context.Context, *server) (figures, error) {
	return func(ctx context.Context, s *server) (figures, error) {
		fsync, err := fsyncTime()
		if err != nil {
			return nil, err
		}
		f, err := run(ctx, s)
		if err == nil {
			f["fsync_ms"] = ms(fsync)
		}
		return f, err
	}
}
