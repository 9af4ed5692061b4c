package app

import (
	"sync/atomic"

	"feltboard/realtime"
	"feltboard/realtime/bus/redisbus"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
)

// newRegistry shows what the live path counts. Nothing is labelled by board or person.
func newRegistry(m *realtime.Metrics, traffic *redisbus.Metrics) *prometheus.Registry {
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
	counter("commit_failures_total", "Commits that failed.", &m.Failures)
	counter("entries_total", "Entries committed.", &m.Entries)
	counter("acks_total", "Mutations answered with yes.", &m.Acks)
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
	counter("overflows_total", "Queues of connections that were dropped because they were full; a snapshot follows.", &m.Overflows)
	counter("bus_followed_total", "Entries of other nodes taken from the bus.", &m.Followed)
	counter("bus_gaps_total", "Times that the journal held what the bus had not brought.", &m.Gaps)
	counter("bus_bad_total", "Messages of other nodes that make no sense.", &m.BadHints)
	counter("rewinds_total", "Histories found replaced by another, as after restoring a backup.", &m.Rewinds)
	counter("bus_published_total", "Messages to other nodes that Redis took.", &traffic.Published)
	counter("bus_batches_total", "Round trips to Redis for them.", &traffic.Batches)
	counter("bus_heard_total", "Messages of other nodes.", &traffic.Heard)
	counter("bus_dropped_total", "Messages to other nodes that could not be sent soon.", &traffic.Dropped)
	counter("bus_refused_total", "Messages that were not sealed under this installation's key.", &traffic.Refused)
	r.MustRegister(live{m})
	return r
}

// live collects what a plain number cannot say.
type live struct{ m *realtime.Metrics }

var (
	commitTime = prometheus.NewDesc("feltboard_commit_seconds", "Time that each batch took to commit.", nil, nil)
	batchSize  = prometheus.NewDesc("feltboard_batch_changes", "Changes in each batch.", nil, nil)
	fanOutTime = prometheus.NewDesc("feltboard_fanout_seconds", "Time from a frame's making to the end of the write that carried it.", nil, nil)
	refused    = prometheus.NewDesc("feltboard_nacks_total", "Mutations answered with no.", []string{"code"}, nil)
)

// Describe implements [prometheus.Collector].
func (l live) Describe(to chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{commitTime, batchSize, fanOutTime, refused} {
		to <- d
	}
}

// Collect implements [prometheus.Collector].
func (l live) Collect(to chan<- prometheus.Metric) {
	histogram := func(d *prometheus.Desc, h *realtime.Histogram, unit float64) {
		count, sum, upTo := h.Read()
		scaled := make(map[float64]uint64, len(upTo))
		for bound, n := range upTo {
			scaled[bound*unit] = n
		}
		to <- prometheus.MustNewConstHistogram(d, count, float64(sum)*unit, scaled)
	}
	const microsecond = 1e-6
	histogram(commitTime, &l.m.Commits, microsecond)
	histogram(batchSize, &l.m.Batches, 1)
	histogram(fanOutTime, &l.m.FanOuts, microsecond)
	for code, n := range l.m.Nacks() {
		to <- prometheus.MustNewConstMetric(refused, prometheus.CounterValue, float64(n), string(code))
	}
}
