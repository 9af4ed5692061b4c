package failure

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"feltboard/boards"
	"feltboard/realtime/replica"
)

// sitter is somebody who writes on an open socket until it ends.
type sitter struct {
	*tab
	ended time.Time
	code  int
	wrote atomic.Int64
}

// sit opens so many sockets of a person's, by turns at each node, and writes on each of them.
func sit(r *run, at *stand, who func(i int) *person, board string, n int, going *sync.WaitGroup) []*sitter {
	r.Helper()
	sitters := make([]*sitter, n)
	for i := range sitters {
		s := &sitter{tab: newTab(who(i), board, fmt.Sprint("sitter ", i), nil)}
		r.must(s.connect(at.nodes[i%len(at.nodes)].Base))
		r.must(s.until(s.Live))
		sitters[i] = s
		rng := rand.New(rand.NewPCG(r.seed, uint64(i)))
		going.Go(func() {
			stroke := time.NewTicker(300*time.Millisecond + time.Duration(rng.IntN(400))*time.Millisecond)
			defer stroke.Stop()
			for {
				select {
				case b, more := <-s.frames:
					if !more {
						s.ended, s.code = time.Now(), closeCode(s.closed)
						return
					}
					if s.receive(b) != nil { // it may be too late to answer
						continue
					}
				case <-stroke.C:
					if len(s.Pending) < 8 && s.ask(s.note(rng, "under load")) == nil {
						s.wrote.Add(1)
					}
				}
			}
		})
	}
	return sitters
}

// wrote says how many notes have been asked for.
func wrote(all []*sitter) (n int64) {
	for _, s := range all {
		n += s.wrote.Load()
	}
	return n
}

// out checks that everybody's socket ended with 4003, within two seconds of a time.
func out(r *run, what string, all []*sitter, began time.Time) {
	r.Helper()
	var last time.Duration
	for _, s := range all {
		if s.code != 4003 {
			r.Errorf("%s: %s was closed with %d: %v", what, s.name, s.code, s.closed)
		}
		last = max(last, s.ended.Sub(began))
	}
	r.within(what+", the last socket closed", last, 2*time.Second)
}

// S-3, A-21, A-27: with two nodes, while everybody writes, every socket of a link that is revoked is closed within two seconds, and
// so is every socket of somebody who is removed; everybody else goes on.
func TestS03RevokingAndRemovingUnderLoad(t *testing.T) {
	play(t, row{id: "S03", count: 1, nightly: 20, chunk: 1}, func(r *run) {
		const sockets = 60
		at := cluster(r, several{nodes: 2})
		owner := newPerson(at.origin)
		front := at.nodes[0].Base
		r.must(owner.call(front, http.MethodPost, "/api/setup", map[string]string{"token": at.setup, "name": "Ada"}, nil))
		c := &crew{r: r, at: at, owner: owner}
		p := &place{}
		r.must(owner.call(front, http.MethodPost, "/api/v1/boards", map[string]string{"template": c.plain(), "title": "Doors"}, p))
		var staying, going sync.WaitGroup
		people := func(role string) func(i int) *person {
			return func(i int) *person {
				who := newPerson(at.origin)
				r.must(who.join(at.nodes[i%2].Base, p, role, fmt.Sprint(role, " ", i)))
				return who
			}
		}
		stay := sit(r, at, people("team"), p.ID, 6, &staying)

		guests := sit(r, at, people("client"), p.ID, sockets, &going)
		r.wait("they write", func() bool { return wrote(guests) > 2*sockets })
		began := time.Now()
		r.must(owner.call(front, http.MethodDelete, "/api/v1/boards/"+p.ID+"/links/client", nil, nil))
		going.Wait()
		out(r, "a link revoked", guests, began)

		// One person with as many sockets, at both nodes.
		var link struct{ URL string }
		r.must(owner.call(front, http.MethodPost, "/api/v1/boards/"+p.ID+"/links", map[string]string{"role": "client"}, &link))
		if !strings.Contains(link.URL, "#k=") {
			r.Fatalf("the link is %q", link.URL)
		}
		p.Links["client"] = link.URL
		troll := people("client")(1)
		var me struct{ Member string }
		r.must(troll.call(front, http.MethodGet, "/api/v1/boards/"+p.ID+"/me", nil, &me))
		theirs := sit(r, at, func(int) *person { return troll }, p.ID, sockets, &going)
		r.wait("they write", func() bool { return wrote(theirs) > 2*sockets })
		host := newTab(owner, p.ID, "the host", nil)
		r.must(host.connect(at.nodes[1].Base))
		r.must(host.until(host.Live))
		began = time.Now()
		r.must(host.ask(boards.Op{Kind: boards.Set, ID: me.Member, F: map[string]any{"role": "none"}}))
		going.Wait()
		out(r, "a person removed", theirs, began)
		r.must(host.until(func() bool { return len(host.Pending) == 0 }))
		if slices.ContainsFunc(host.Answers, func(a replica.Answer) bool { return a.Code != "" }) {
			r.Errorf("the host was refused: %v", host.Answers)
		}
		host.disconnect()

		before := wrote(stay)
		r.wait("the others go on", func() bool { return wrote(stay) > before+6 })
		for _, s := range stay {
			s.ws.Close()
		}
		staying.Wait()
		for _, s := range stay {
			if s.code == 4003 {
				r.Errorf("%s of the team is out, too", s.name)
			}
		}
	})
}
