package app

import (
	"sync/atomic"
	"time"

	"feltboard/realtime"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
)

// newRegistry shows what the live path counts. Nothing is labelled by board or person.
func newRegistry(m *realtime.Metrics) *prometheus.Registry {
	r := prometheus.NewRegistry()
	r.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	gauge := func(name, help string, v *atomic.Int64) {
		r.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Namespace: "feltboard", Name: name, Help: help}, func() float64 { return float64(v.Load()) }))
	}
	counter := func(name, help string, v *atomic.Int64) {
		r.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{Namespace: "feltboard", Name: name, Help: help}, func() float64 { return float64(v.Load()) }))
	}
	gauge("boards", "Boards that are live.", &m.Boards)
	gauge("connections", "Live connections.", &m.Connections)
	counter("commits_total", "Batches given to the journal.", &m.Turns)
	counter("commit_failures_total", "Commits that failed.", &m.Failures)
	counter("entries_total", "Entries committed.", &m.Entries)
	counter("acks_total", "Mutations answered with yes.", &m.Acks)
	counter("nacks_total", "Mutations answered with no.", &m.Nacks)
	counter("writes_total", "Writes to connections.", &m.Writes)
	counter("frames_total", "Frames written to connections.", &m.Frames)
	counter("sent_bytes_total", "Payload bytes written to connections.", &m.Bytes)
	counter("snapshots_total", "Snapshots sent.", &m.Snapshots)
	counter("resumes_total", "Joins that needed no snapshot.", &m.Resumes)
	counter("resyncs_total", "Connections that fell behind and were sent a snapshot.", &m.Resyncs)
	counter("slow_total", "Connections closed because they could not be written to.", &m.Slow)
	counter("bad_frames_total", "Connections closed for what they sent.", &m.BadFrames)
	counter("panics_total", "Panics of connections and boards; each is a bug.", &m.Panics)
	counter("reloads_total", "Boards read again from the journal.", &m.Reloads)
	r.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{Namespace: "feltboard", Name: "commit_seconds_total", Help: "Time spent in commits."},
		func() float64 { return time.Duration(m.CommitNanos.Load()).Seconds() }))
	return r
}
