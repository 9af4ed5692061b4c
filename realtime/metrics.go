package realtime

import (
	"maps"
	"sync"
	"sync/atomic"

	"feltboard/boards"
)

// Metrics counts what the live path does, since the start unless said otherwise. The zero value is ready; reading is safe
// at any time.
type Metrics struct {
	Boards      atomic.Int64 // live now
	Connections atomic.Int64 // open now, those before hello included
	Entries     atomic.Int64 // committed here
	Acks        atomic.Int64
	Failures    atomic.Int64 // commits that failed
	Writes      atomic.Int64 // writes to connections
	Frames      atomic.Int64 // frames in them
	Bytes       atomic.Int64 // payload bytes in them
	Snapshots   atomic.Int64 // sent to joining or resynced connections
	Resumes     atomic.Int64 // joins that needed no snapshot
	Resyncs     atomic.Int64
	Slow        atomic.Int64 // connections closed because they could not be written to
	BadFrames   atomic.Int64 // connections closed for what they sent
	Panics      atomic.Int64 // of connections and boards; each is a bug
	Reloads     atomic.Int64 // boards read again from the journal
	Followed    atomic.Int64 // entries of other nodes taken from the bus
	Gaps        atomic.Int64 // times that the journal held what the bus had not brought
	Rewinds     atomic.Int64 // histories found replaced by another
	BadHints    atomic.Int64 // messages of other nodes that make no sense
	Overflows   atomic.Int64 // queues of connections that were dropped because they were full

	Commits Histogram // time that each batch took to commit, microseconds
	Batches Histogram // changes in each batch
	FanOuts Histogram // time from a frame's making to the end of the write that carried it, microseconds

	mu    sync.Mutex
	nacks map[boards.Code]int64
}

// nack counts a refusal.
func (m *Metrics) nack(code boards.Code) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.nacks == nil {
		m.nacks = map[boards.Code]int64{}
	}
	m.nacks[code]++
}

// Nacks returns how many mutations were refused, by code.
func (m *Metrics) Nacks() map[boards.Code]int64 {
	m.mu.Lock()
	defer m.mu.Unlock()
	return maps.Clone(m.nacks)
}
