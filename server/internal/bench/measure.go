package bench

import (
	"context"
	"fmt"
	"os"
	"time"
)

// measured is what happened between two moments.
type measured struct {
	wall, server, generator time.Duration
	store                   time.Duration // of a database, which is not the server's
	neighbours              float64       // cores that neither server nor generator used: other programs, and the kernel's own work
	lag                     time.Duration // how late the generator got to run, p99
	deliveries              float64
	bytes                   float64 // received by all clients
	shown                   float64 // presence frames received by all clients
}

// moment is what had been used until then.
type moment struct {
	at                         time.Time
	server, generator, machine time.Duration
	store                      time.Duration
	lag                        *lag
}

func stamp(s *server) (m moment, err error) {
	if m.server, err = cpuTimes(s.pids); err != nil {
		return m, err
	}
	if s.store != nil {
		pids, err := s.store()
		if err != nil {
			return m, err
		}
		if m.store, err = cpuTimes(pids); err != nil {
			return m, err
		}
	}
	if m.generator, err = cpuTime(os.Getpid()); err != nil {
		return m, err
	}
	m.machine, err = machineTime()
	m.at = time.Now()
	return m, err
}

func cpuTimes(pids []int) (sum time.Duration, err error) {
	for _, pid := range pids {
		used, err := cpuTime(pid)
		if err != nil {
			return sum, err
		}
		sum += used
	}
	return sum, nil
}

// begin is stamp, and watches the generator until the moment's until is called, or ctx ends.
func begin(ctx context.Context, s *server) (moment, error) {
	m, err := stamp(s)
	if err == nil {
		m.lag = watchLag(ctx)
	}
	return m, err
}

// until returns what has been used since m.
func (m moment) until(s *server) (measured, error) {
	d := measured{lag: m.lag.end()}
	now, err := stamp(s)
	d.wall, d.server, d.generator, d.store = now.at.Sub(m.at), now.server-m.server, now.generator-m.generator, now.store-m.store
	others := now.machine - m.machine - d.server - d.generator - d.store
	d.neighbours = max(0, others.Seconds()/d.wall.Seconds())
	return d, err
}

// around are the figures of the surroundings that every workload reports.
func (d measured) around() figures {
	return figures{"generator_cores": d.generator.Seconds() / d.wall.Seconds(), "lag_ms": ms(d.lag), "neighbour_cores": d.neighbours}
}

// delivering are the figures of a workload in which something is delivered.
func (d measured) delivering(delays *histogram) figures {
	f := d.around()
	for name, p := range map[string]float64{"p50_ms": 50, "p95_ms": 95, "p99_ms": 99} {
		f[name] = ms(delays.percentile(p))
	}
	f["cpu_us"] = float64(d.server.Nanoseconds()) / 1e3 / d.deliveries
	f["per_cpu_s"] = d.deliveries / d.server.Seconds()
	f["bytes"] = d.bytes / d.deliveries
	f["server_cores"] = d.server.Seconds() / d.wall.Seconds()
	return f
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// fsyncTime returns how long it takes to bring 4 KB to where temporary files are kept, the median of some tries.
func fsyncTime() (time.Duration, error) {
	f, err := os.CreateTemp("", "feltboard-bench-")
	if err != nil {
		return 0, fmt.Errorf("make a temporary file: %w", err)
	}
	defer os.Remove(f.Name())
	defer f.Close()
	var times []float64
	for i := range 30 {
		if _, err := f.WriteAt(make([]byte, 4096), int64(i)*4096); err != nil {
			return 0, err
		}
		began := time.Now()
		if err := f.Sync(); err != nil {
			return 0, err
		}
		times = append(times, float64(time.Since(began)))
	}
	return time.Duration(median(times)), nil
}
