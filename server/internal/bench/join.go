package bench

import (
	"context"
	"errors"
	"math/rand/v2"
	"strings"
	"sync"
	"time"
)

// join is workload D: a full board, entered by some people one after the other and then by many at once.
func (b *bench) join(ctx context.Context, s *server, notes, inRow, atOnce int) (figures, error) {
	if err := s.prepare(ctx, 1); err != nil {
		return nil, err
	}
	if err := s.fill(ctx, texts(notes)); err != nil {
		return nil, err
	}
	people := make([]participant, inRow+atOnce)
	if err := each(ctx, len(people), func(ctx context.Context, i int) (err error) {
		people[i], err = s.enter(ctx, 0, fillers+i)
		return err
	}); err != nil {
		return nil, err
	}
	if _, err := enterAll(ctx, people[:2]); err != nil { // the first may read the board from disk
		return nil, err
	}
	before, err := begin(ctx, s)
	if err != nil {
		return nil, err
	}
	var one []entered
	for _, p := range people[:inRow] {
		e, err := enterAll(ctx, []participant{p})
		if err != nil {
			return nil, err
		}
		one = append(one, e[0])
	}
	row, err := before.until(s)
	if err != nil {
		return nil, err
	}
	if before, err = begin(ctx, s); err != nil {
		return nil, err
	}
	began := time.Now()
	many, err := arriveAll(ctx, people[inRow:])
	storm := time.Since(began)
	if err != nil {
		return nil, err
	}
	crowd, err := before.until(s)
	if err != nil {
		return nil, err
	}
	if err := unpackAll(many); err != nil {
		return nil, err
	}
	memory, err := memoryOf(s.pids)
	if err != nil {
		return nil, err
	}
	newcomer, err := b.newcomer(ctx, s, len(people)+fillers)
	if err != nil {
		return nil, err
	}
	f := row.around()
	f["join_ms"] = median(of(one, func(e entered) float64 { return ms(e.arriving + e.inflating) }))
	f["inflate_ms"] = median(of(one, func(e entered) float64 { return ms(e.inflating) }))
	f["cpu_ms"] = ms(row.server) / float64(inRow)
	f["bytes"] = median(of(append(one, many...), func(e entered) float64 { return float64(e.bytes) }))
	// Fifty people have fifty devices, which inflate at the same time.
	f["storm_ms"] = ms(storm) + median(of(many, func(e entered) float64 { return ms(e.inflating) }))
	f["storm_cpu_ms"] = ms(crowd.server) / float64(atOnce)
	f["newcomer_ms"] = newcomer
	f["rss_mb"] = float64(memory.peak) / mega
	return f, nil
}

// entered is one join.
type entered struct {
	arriving time.Duration
	opening
}

// enterAll lets people join at the same time; they leave when all have come.
func enterAll(ctx context.Context, people []participant) ([]entered, error) {
	all, err := arriveAll(ctx, people)
	if err != nil {
		return nil, err
	}
	return all, unpackAll(all)
}

// arriveAll is enterAll without unpacking.
func arriveAll(ctx context.Context, people []participant) ([]entered, error) {
	all, errs := make([]entered, len(people)), make([]error, len(people))
	sockets := make([]*socket, len(people))
	var entering sync.WaitGroup
	for i, p := range people {
		entering.Go(func() {
			began := time.Now()
			sockets[i], all[i].opening, errs[i] = p.door.arrive(ctx, busyBuffer)
			all[i].arriving = time.Since(began)
		})
	}
	entering.Wait()
	for _, s := range sockets {
		if s != nil {
			_ = s.close()
		}
	}
	return all, errors.Join(errs...)
}

func unpackAll(all []entered) error {
	for i := range all {
		if err := all[i].unpack(); err != nil {
			return err
		}
	}
	return nil
}

// newcomer returns the milliseconds it takes to become a member and see the board, which their coming has just changed: the
// median of some.
func (b *bench) newcomer(ctx context.Context, s *server, from int) (float64, error) {
	var times []float64
	for i := range 5 {
		began := time.Now()
		p, err := s.enter(ctx, 0, from+i)
		if err != nil {
			return 0, err
		}
		if _, err := enterAll(ctx, []participant{p}); err != nil {
			return 0, err
		}
		times = append(times, ms(time.Since(began)))
	}
	return median(times), nil
}

// vocabulary is what notes are made of, as plain as what people say about buying tickets.
var vocabulary = strings.Fields(`i we they the a my our seat seats ticket tickets queue page price fee fees basket card bank code phone app mail
	friend friends show evening door line clock minutes waited paid lost found saw asked wanted hoped gave up again twice never always often
	slowly suddenly before after while because although until without with for from about near far cheap dear honest hidden small large last
	first next other same whole better worse angry calm sure unsure tired happy afraid click reload back search map row balcony stalls child
	parents wheelchair refund voucher name address password login account reminder calendar bus train parking coat drink interval applause`)

// texts returns so many notes' texts of five to twenty words, the same ones each time.
func texts(n int) []string {
	r := rand.New(rand.NewPCG(1, 2))
	all := make([]string, n)
	for i := range all {
		words := make([]string, 5+r.IntN(16))
		for j := range words {
			words[j] = vocabulary[r.IntN(len(vocabulary))]
		}
		all[i] = strings.Join(words, " ")
	}
	return all
}
