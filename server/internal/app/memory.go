package app

import (
	"context"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// When memory is given back. Go keeps about as much free as is in use, for the next burst; on a server with thousands of
// quiet connections that is most of what it holds.
const (
	memoryEvery = 5 * time.Second
	quietRate   = 2 << 20  // bytes allocated a second, below which there is little to do
	worthwhile  = 16 << 20 // bytes to be given back at least
	memoryRest  = time.Minute
)

// giveBack returns free memory to the system, until ctx ends: when there has been little to do, it is worth it, and the last
// time is a minute ago. It costs one collection, some tens of milliseconds beside what the server does.
func giveBack(ctx context.Context) {
	ticker := time.NewTicker(memoryEvery)
	defer ticker.Stop()
	samples := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}, {Name: "/memory/classes/heap/free:bytes"}, {Name: "/memory/classes/heap/unused:bytes"}, {Name: "/gc/heap/live:bytes"}, {Name: "/memory/classes/heap/objects:bytes"}}
	var before uint64
	var last time.Time
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		metrics.Read(samples)
		allocated, free, unused, live, objects := samples[0].Value.Uint64(), samples[1].Value.Uint64(), samples[2].Value.Uint64(), samples[3].Value.Uint64(), samples[4].Value.Uint64()
		quiet := float64(allocated-before)/memoryEvery.Seconds() < quietRate
		garbage := uint64(0)
		if objects > live {
			garbage = objects - live
		}
		before = allocated
		if quiet && free+unused+garbage > worthwhile && time.Since(last) > memoryRest {
			debug.FreeOSMemory()
			last = time.Now()
		}
	}
}
