package redisbus

import (
	"sync"

	"feltboard/realtime/bus"
)

// What may wait for one ear; beyond it the ear is told that it missed something.
const (
	maxUnheard      = 1024
	maxUnheardBytes = 1 << 20
)

// listener keeps what one ear has not heard yet, so that a slow ear holds up nobody else.
type listener struct {
	ear bus.Ear

	mu      sync.Mutex
	unheard [][]byte
	bytes   int
	missed  bool // Missed is due, before what is unheard
	busy    bool // a goroutine talks to the ear
	stopped bool
	idle    sync.Cond
}

func newListener(ear bus.Ear) *listener {
	l := &listener{ear: ear}
	l.idle.L = &l.mu
	return l
}

// hear passes on a message, or gives up all that waits where it is too much. Then it returns false.
func (l *listener) hear(message []byte) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	fits := len(l.unheard) < maxUnheard && l.bytes+len(message) <= maxUnheardBytes
	if fits {
		l.unheard = append(l.unheard, message)
		l.bytes += len(message)
	} else {
		l.unheard, l.bytes, l.missed = nil, 0, true
	}
	l.talk()
	return fits
}

// miss says that messages may have been lost. It may overtake those that wait, which then tell old news.
func (l *listener) miss() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.missed = true
	l.talk()
}

// stop ends the calls and waits for the one in progress.
func (l *listener) stop() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.stopped, l.unheard = true, nil
	for l.busy {
		l.idle.Wait()
	}
}

// talk makes sure that what is due reaches the ear. The caller holds l.mu.
func (l *listener) talk() {
	if !l.busy && !l.stopped {
		l.busy = true
		go l.run()
	}
}

func (l *listener) run() {
	l.mu.Lock()
	for !l.stopped && (l.missed || len(l.unheard) > 0) {
		l.next()
	}
	l.unheard, l.busy = nil, false
	l.idle.Broadcast()
	l.mu.Unlock()
}

// next makes one call. The caller holds l.mu, which is free during the call.
func (l *listener) next() {
	if l.missed {
		l.missed = false
		l.mu.Unlock()
		l.ear.Missed()
		l.mu.Lock()
		return
	}
	message := l.unheard[0]
	l.unheard[0] = nil
	l.unheard = l.unheard[1:]
	l.bytes -= len(message)
	l.mu.Unlock()
	l.ear.Heard(message)
	l.mu.Lock()
}
