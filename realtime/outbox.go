package realtime

import (
	"sync"
	"time"
)

// outbox is what waits to be written to one connection. The board's goroutine puts frames in; a goroutine that lives only
// while there is something to write takes out everything there is and writes it at once.
type outbox struct {
	conn  Conn
	limit int  // bytes
	zip   bool // the other side takes compressed frames; set before the first push

	mu      sync.Mutex
	frames  [][]byte
	zips    []lateZip // what of frames is yet to be compressed
	bytes   int       // of frames that are not cached
	count   int       // numbered frames among them
	since   time.Time // when the first of them came
	writing bool      // a writer goroutine runs
	behind  bool      // the list was dropped; onDrained is called when the write in progress has ended
	last    CloseCode
	ended   bool // nothing is taken any more

	writers   sync.WaitGroup
	onDrained func()
	onClosed  func(CloseCode)
	metrics   *Metrics
}

// lateZip says which frame the writer replaces by what.
type lateZip struct {
	at int
	by *zipped
}

// push adds frames, all or none. If they don't fit, the whole list is dropped: the numbered frames in it (dropped) were
// never sent, and over is true until drain is reported.
func (o *outbox) push(frames ...frame) (dropped int, over bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.ended || o.last != 0 {
		return 0, false
	}
	size := 0
	for _, f := range frames {
		if !f.cached {
			size += len(f.data)
		}
	}
	if o.behind || o.bytes+size > o.limit {
		dropped = o.drop()
		if !o.behind {
			o.metrics.Overflows.Add(1)
		}
		o.behind = true
		o.start()
		return dropped, true
	}
	if len(o.frames) == 0 {
		o.since = time.Now()
	}
	for _, f := range frames {
		if o.zip && f.zip != nil {
			o.zips = append(o.zips, lateZip{len(o.frames), f.zip})
		}
		o.frames = append(o.frames, f.data)
		if f.numbered {
			o.count++
		}
	}
	o.bytes += size
	o.start()
	return 0, false
}

// crowded says whether so much waits that frames which may be left out should be.
func (o *outbox) crowded() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.bytes > o.limit/8
}

// forget drops what waits, so that something else can take its place.
func (o *outbox) forget() (dropped int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.drop()
}

func (o *outbox) drop() int {
	n := o.count
	o.frames, o.zips, o.bytes, o.count = nil, nil, 0, 0
	return n
}

// caughtUp allows pushing again after over.
func (o *outbox) caughtUp() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.behind = false
}

// finish closes the connection with a code after everything that waits has been written.
func (o *outbox) finish(code CloseCode) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.last == 0 {
		o.last = code
		o.start()
	}
}

// end drops everything and takes nothing more. A writer that is in a write leaves when the Conn is closed.
func (o *outbox) end() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.ended = true
	o.drop()
}

// start runs a writer unless one runs; o.mu is held.
func (o *outbox) start() {
	if !o.writing && !o.ended {
		o.writing = true
		o.writers.Add(1)
		go o.write()
	}
}

func (o *outbox) write() {
	defer o.writers.Done()
	var spare [][]byte
	for {
		o.mu.Lock()
		frames := o.frames
		if len(frames) == 0 {
			o.writing = false
			drained, last := o.behind && !o.ended, o.last
			if o.ended {
				last = 0
			}
			o.mu.Unlock()
			switch {
			case last != 0:
				o.onClosed(last)
			case drained:
				o.onDrained()
			}
			return
		}
		since, zips := o.since, o.zips
		o.frames, o.zips, o.bytes, o.count = spare[:0], nil, 0, 0
		o.mu.Unlock()
		for _, z := range zips {
			frames[z.at] = z.by.bytes()
		}
		size := 0
		for _, f := range frames {
			size += len(f)
		}
		o.metrics.Bytes.Add(int64(size))
		o.metrics.Frames.Add(int64(len(frames)))
		o.metrics.Writes.Add(1)
		if err := o.conn.Write(frames); err != nil {
			o.onClosed(CloseSlow)
			o.mu.Lock()
			o.ended, o.writing = true, false
			o.drop()
			o.mu.Unlock()
			return
		}
		o.metrics.FanOuts.Took(since)
		clear(frames)
		spare = frames
	}
}
