package fleet

import (
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// Faults are what a proxy does to its connections. The zero value passes everything on as it comes.
type Faults struct {
	// Down resets all connections, and new ones as soon as they are made.
	Down bool
	// Stall lets nothing pass, without anybody being told, until it is lifted; then everything that waited goes on, as on a
	// line that came back.
	Stall bool
	// Deaf delivers what clients send and throws away what they are answered. A connection that has lost something is reset
	// when it is lifted.
	Deaf bool
	// Latency is waited before each piece is passed on, one piece at a time in each direction.
	Latency time.Duration
	// Rate is how many bytes a second a connection gets in each direction; 0 is as many as come.
	Rate int
	// Slice is the longest piece, in bytes, that is passed on at once; 0 is any.
	Slice int
}

// Fate is what becomes of one connection after so many bytes; 0 is never.
type Fate struct {
	Up, Down int64 // bytes from and to the client, after which it ends
	// Mute leaves the client's side open, though nothing comes or goes any more, instead of resetting both.
	Mute bool
}

// Proxy passes TCP connections on to another address, and can be made to do it badly. It is safe for use by many goroutines.
type Proxy struct {
	// Addr is where it listens, host:port.
	Addr string

	target string
	ln     net.Listener
	fate   func() Fate

	mu      sync.Mutex
	faults  Faults
	changed chan struct{} // closed when faults change
	links   map[*link]bool
	closed  bool
	work    sync.WaitGroup
}

// link is one connection through a proxy. lost says that something was taken from it, muted that the server's side has ended
// and the client does not know.
type link struct {
	client, server *net.TCPConn
	fate           Fate
	up, down       atomic.Int64
	lost           atomic.Bool
	muted          atomic.Bool
}

// Through returns a proxy to a host:port. fate is asked once for each connection; nil is none.
func Through(target string, fate func() Fate) (*Proxy, error) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	p := &Proxy{Addr: ln.Addr().String(), target: target, ln: ln, fate: fate, changed: make(chan struct{}), links: map[*link]bool{}}
	p.work.Go(p.accept)
	return p, nil
}

// Set replaces the faults.
func (p *Proxy) Set(f Faults) {
	p.mu.Lock()
	was := p.faults
	p.faults = f
	close(p.changed)
	p.changed = make(chan struct{})
	for l := range p.links {
		if f.Down || was.Deaf && !f.Deaf && l.lost.Load() {
			l.reset()
		}
	}
	p.mu.Unlock()
}

// Reset resets all connections there are.
func (p *Proxy) Reset() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for l := range p.links {
		l.reset()
	}
}

// Forget loses all connections there are without telling the clients: theirs stay open and lead nowhere.
func (p *Proxy) Forget() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for l := range p.links {
		l.mute()
	}
}

// Close resets everything and gives the address back.
func (p *Proxy) Close() {
	p.ln.Close()
	p.mu.Lock()
	p.closed = true
	p.mu.Unlock()
	p.Set(Faults{Down: true})
	p.work.Wait()
}

func (p *Proxy) accept() {
	for {
		c, err := p.ln.Accept()
		if err != nil {
			return
		}
		p.work.Go(func() { p.carry(c.(*net.TCPConn)) })
	}
}

func (p *Proxy) carry(client *net.TCPConn) {
	l := &link{client: client}
	if p.fate != nil {
		l.fate = p.fate()
	}
	if f, _ := p.now(); f.Down {
		reset(client)
		return
	}
	server, err := net.Dial("tcp", p.target)
	if err != nil {
		reset(client)
		return
	}
	l.server = server.(*net.TCPConn)
	p.mu.Lock()
	p.links[l] = true
	down := p.faults.Down || p.closed
	p.mu.Unlock()
	if down {
		l.reset()
	}
	var both sync.WaitGroup
	both.Go(func() { p.pump(l, l.server, l.client, &l.up, l.fate.Up, false) })
	both.Go(func() { p.pump(l, l.client, l.server, &l.down, l.fate.Down, true) })
	both.Wait()
	p.mu.Lock()
	delete(p.links, l)
	p.mu.Unlock()
	l.client.Close()
	l.server.Close()
}

// pump carries one direction until either side ends.
func (p *Proxy) pump(l *link, to, from *net.TCPConn, count *atomic.Int64, limit int64, replies bool) {
	buf := make([]byte, 32<<10)
	for {
		n, err := from.Read(buf)
		for b := buf[:n]; len(b) > 0; {
			piece, deaf, ok := p.pass(b)
			if !ok {
				return
			}
			b = b[len(piece):]
			if limit > 0 {
				piece = piece[:min(int64(len(piece)), limit-count.Load())]
			}
			if l.muted.Load() {
				continue
			}
			if deaf && replies {
				l.lost.Store(true)
			} else if _, err := to.Write(piece); err != nil && !l.muted.Load() {
				l.reset()
				return
			}
			if count.Add(int64(len(piece))); limit > 0 && count.Load() >= limit {
				if !l.fate.Mute {
					l.reset()
					return
				}
				l.mute()
			}
		}
		if err != nil {
			if !replies || !l.muted.Load() {
				to.CloseWrite() // the other direction may still have something to say
			}
			return
		}
	}
}

// pass waits until the next piece of b may go on, and returns it; it is not ok once the proxy has closed.
func (p *Proxy) pass(b []byte) (piece []byte, deaf, ok bool) {
	for {
		f, changed := p.now()
		if f.Stall {
			<-changed
			continue
		}
		if f.Slice > 0 {
			b = b[:min(len(b), f.Slice)]
		}
		wait := f.Latency
		if f.Rate > 0 {
			b = b[:min(len(b), max(1, f.Rate/10))]
			wait += time.Duration(len(b)) * time.Second / time.Duration(f.Rate)
		}
		if wait > 0 {
			select {
			case <-time.After(wait):
			case <-changed:
				continue
			}
		}
		return b, f.Deaf, !f.Down
	}
}

func (p *Proxy) now() (Faults, <-chan struct{}) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.faults, p.changed
}

func (l *link) reset() {
	reset(l.client)
	reset(l.server)
}

// mute ends the server's side; the client is not told, and what it sends is taken and thrown away.
func (l *link) mute() {
	l.muted.Store(true)
	reset(l.server)
}

// reset ends a connection at once, and tells the other side so by more than an end of file.
func reset(c *net.TCPConn) {
	c.SetLinger(0)
	c.Close()
}
