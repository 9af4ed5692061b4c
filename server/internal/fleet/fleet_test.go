package fleet_test

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"feltboard/server/internal/fleet"
)

const patience = 10 * time.Second

// echo answers every byte with itself.
func echo(t *testing.T) (addr string, heard *atomic.Int64) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	heard = &atomic.Int64{}
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				b := make([]byte, 1024)
				for {
					n, err := c.Read(b)
					if err != nil {
						return
					}
					heard.Add(int64(n))
					c.Write(b[:n])
				}
			}()
		}
	}()
	return l.Addr().String(), heard
}

func through(t *testing.T, target string, fate func() fleet.Fate) *fleet.Proxy {
	t.Helper()
	p, err := fleet.Through(target, fate)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	return p
}

func dial(t *testing.T, addr string) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	c.SetDeadline(time.Now().Add(patience))
	return c
}

// says sends something and reads as much again.
func says(c net.Conn, s string) (string, error) {
	if _, err := io.WriteString(c, s); err != nil {
		return "", err
	}
	b := make([]byte, len(s))
	n, err := io.ReadFull(c, b)
	return string(b[:n]), err
}

func TestAProxyPassesOn(t *testing.T) {
	addr, _ := echo(t)
	for _, f := range []fleet.Faults{{}, {Slice: 3}, {Rate: 1 << 20}, {Latency: time.Millisecond}} {
		p := through(t, addr, nil)
		p.Set(f)
		long := strings.Repeat("felt", 1000)
		if got, err := says(dial(t, p.Addr), long); got != long {
			t.Errorf("%+v: %d bytes came back, %v", f, len(got), err)
		}
	}
}

func TestAProxyThatIsDownResets(t *testing.T) {
	addr, _ := echo(t)
	p := through(t, addr, nil)
	before := dial(t, p.Addr)
	if _, err := says(before, "x"); err != nil {
		t.Fatal(err)
	}
	p.Set(fleet.Faults{Down: true})
	if _, err := says(before, "x"); err == nil {
		t.Error("it answers on a connection from before")
	}
	// The reset may come while dialling already, or only to who writes.
	if c, err := net.DialTimeout("tcp", p.Addr, patience); err == nil {
		t.Cleanup(func() { c.Close() })
		c.SetDeadline(time.Now().Add(patience))
		if _, err := says(c, "x"); err == nil {
			t.Error("it answers on a new connection")
		}
	}
	p.Set(fleet.Faults{})
	if _, err := says(dial(t, p.Addr), "x"); err != nil {
		t.Error(err)
	}
}

func TestAStalledProxyLosesNothing(t *testing.T) {
	addr, heard := echo(t)
	p := through(t, addr, nil)
	c := dial(t, p.Addr)
	if _, err := says(c, "x"); err != nil {
		t.Fatal(err)
	}
	p.Set(fleet.Faults{Stall: true})
	if _, err := io.WriteString(c, "yz"); err != nil {
		t.Fatal(err)
	}
	if n := heard.Load(); n != 1 {
		t.Errorf("%d bytes passed", n)
	}
	p.Set(fleet.Faults{})
	b := make([]byte, 2)
	if _, err := io.ReadFull(c, b); err != nil || string(b) != "yz" {
		t.Errorf("%q, %v", b, err)
	}
}

func TestADeafProxyDeliversAndResets(t *testing.T) {
	addr, heard := echo(t)
	p := through(t, addr, nil)
	c := dial(t, p.Addr)
	p.Set(fleet.Faults{Deaf: true})
	if _, err := io.WriteString(c, "x"); err != nil {
		t.Fatal(err)
	}
	for late := time.Now().Add(patience); heard.Load() == 0; {
		if time.Now().After(late) {
			t.Fatal("the request was not delivered")
		}
	}
	c.SetReadDeadline(time.Now().Add(50 * time.Millisecond))
	if n, err := c.Read(make([]byte, 1)); n > 0 || err == nil {
		t.Error("it is answered")
	}
	c.SetReadDeadline(time.Now().Add(patience))
	p.Set(fleet.Faults{})
	if _, err := c.Read(make([]byte, 1)); err == nil || err == io.EOF {
		t.Errorf("a connection that lost something ended with %v", err)
	}
}

func TestAConnectionMeetsItsFate(t *testing.T) {
	addr, heard := echo(t)
	p := through(t, addr, func() fleet.Fate { return fleet.Fate{Up: 5} })
	c := dial(t, p.Addr)
	io.WriteString(c, "1234567890") // is cut within
	if _, err := io.ReadAll(c); err == nil {
		t.Error("it ended in order")
	}
	if n := heard.Load(); n > 5 {
		t.Errorf("%d bytes passed", n)
	}
	p = through(t, addr, func() fleet.Fate { return fleet.Fate{Down: 3, Mute: true} })
	c = dial(t, p.Addr)
	if got, err := says(c, "123"); got != "123" {
		t.Fatalf("%q, %v", got, err)
	}
	for range 100 { // nobody is there any more, and nobody says so
		if _, err := io.WriteString(c, strings.Repeat("x", 1000)); err != nil {
			t.Fatal(err)
		}
	}
	c.SetReadDeadline(time.Now().Add(50 * time.Millisecond))
	if _, err := c.Read(make([]byte, 1)); err == nil || err == io.EOF {
		t.Errorf("the client was told: %v", err)
	}
}

// web is a node that is not one: it says its name, and whether it is ready.
func web(t *testing.T, name string) (*httptest.Server, *atomic.Bool) {
	ready := &atomic.Bool{}
	ready.Store(true)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/readyz" && !ready.Load() {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
		fmt.Fprint(w, name)
	}))
	t.Cleanup(s.Close)
	return s, ready
}

func TestABalancerPassesOverWhoIsNotThere(t *testing.T) {
	b, err := fleet.Balance("")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Close)
	servers := map[string]*httptest.Server{}
	readies := map[string]*atomic.Bool{}
	for _, name := range []string{"a", "b", "c"} {
		servers[name], readies[name] = web(t, name)
		b.Add(servers[name].Listener.Addr().String())
	}
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	round := func() (said string) {
		t.Helper()
		for range 6 {
			res, err := client.Get(b.Base + "/")
			if err != nil {
				t.Fatal(err)
			}
			body, err := io.ReadAll(res.Body)
			res.Body.Close()
			if err != nil || res.StatusCode != http.StatusOK {
				t.Fatalf("%s: %s, %v", res.Status, body, err)
			}
			said += string(body)
		}
		return said
	}
	until := func(what string, holds func(string) bool) {
		t.Helper()
		for late := time.Now().Add(patience); ; {
			said := round()
			if holds(said) {
				return
			}
			if time.Now().After(late) {
				t.Fatalf("%s: %s", what, said)
			}
		}
	}
	count := func(said, name string) int { return strings.Count(said, name) }
	until("each in turn", func(s string) bool { return count(s, "a") == 2 && count(s, "b") == 2 })
	readies["b"].Store(false)
	until("b is not ready", func(s string) bool { return count(s, "b") == 0 })
	servers["c"].Close() // at once, no request fails
	if said := round(); count(said, "a") != 6 {
		t.Errorf("a alone is there, and %s answered", said)
	}
	readies["b"].Store(true)
	until("b is back", func(s string) bool { return count(s, "b") == 3 })
}
