package bench

import (
	"fmt"
	"os"
	"time"
)

// measured is what happened between two moments.
type measured struct {
	wall, server, generator time.Duration
	neighbours              float64 // cores that neither server nor generator used: other programs, and the kernel's own work
	deliveries              float64
}

// moment is what had been used until then.
type moment struct {
	at                         time.Time
	server, generator, machine time.Duration
}

func stamp(server int) (m moment, err error) {
	if m.server, err = cpuTime(server); err != nil {
		return m, err
	}
	if m.generator, err = cpuTime(os.Getpid()); err != nil {
		return m, err
	}
	m.machine, err = machineTime()
	m.at = time.Now()
	return m, err
}

// until returns what has been used since m.
func (m moment) until(server int) (measured, error) {
	now, err := stamp(server)
	d := measured{wall: now.at.Sub(m.at), server: now.server - m.server, generator: now.generator - m.generator}
	others := now.machine - m.machine - d.server - d.generator
	d.neighbours = max(0, others.Seconds()/d.wall.Seconds())
	return d, err
}

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
