package bench

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"feltboard/realtime/bus/redisbus/redistest"
	"feltboard/realtime/journal/pglog/pgtest"
)

// backing is what nodes share: a PostgreSQL, and a Redis where they are several.
type backing struct {
	env   []string // the nodes' settings
	redis []int    // its process
	stop  func()
}

// startBacking starts a PostgreSQL with an empty database, and a Redis that keeps its log in dir. They run where servers do.
func (b *bench) startBacking(ctx context.Context, nodes int, dir string) (_ *backing, err error) {
	k := &backing{stop: func() {}}
	defer func() {
		if err != nil {
			k.stop()
		}
	}()
	pg, err := pgtest.Start(ctx, "")
	if err != nil {
		return nil, err
	}
	k.stop = func() { _ = pg.Stop() }
	if err := b.cores.adopt("postgres"); err != nil {
		return nil, err
	}
	if err := pg.CreateDB(ctx, "bench"); err != nil {
		return nil, fmt.Errorf("make a database: %w", err)
	}
	k.env = append(k.env, "FELTBOARD_DATABASE_URL="+pg.URL("bench"))
	if nodes == 1 {
		return k, nil
	}
	redis, err := redistest.Start(ctx, dir)
	if err != nil {
		return nil, err
	}
	k.stop = func() { redis.Stop(); _ = pg.Stop() }
	if err := b.cores.adopt("redis-server"); err != nil {
		return nil, err
	}
	if k.redis, err = family("redis-server"); err != nil {
		return nil, err
	}
	k.env = append(k.env, "FELTBOARD_REDIS_URL="+redis.URL())
	return k, nil
}

// family lists the running processes of a program that this process started, or that those started.
func family(program string) (pids []int, err error) {
	names, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		return nil, err
	}
	type process struct {
		program string
		parent  int
	}
	all := map[int]process{}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			continue // it has ended since
		}
		pid, program, parent, err := parseParent(string(b))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		all[pid] = process{program, parent}
	}
	for pid, p := range all {
		if p.program != program {
			continue
		}
		for at := p.parent; at != 0; at = all[at].parent {
			if at == os.Getpid() {
				pids = append(pids, pid)
				break
			}
		}
	}
	return pids, nil
}

// parseParent reads a process's id, program and parent of /proc/<pid>/stat.
func parseParent(s string) (pid int, program string, parent int, err error) {
	from, to := strings.IndexByte(s, '('), strings.LastIndexByte(s, ')')
	if from < 1 || to < from {
		return 0, "", 0, errors.New("not the form of /proc/<pid>/stat")
	}
	if pid, err = strconv.Atoi(strings.TrimSpace(s[:from])); err != nil {
		return 0, "", 0, err
	}
	rest := strings.Fields(s[to+1:])
	if len(rest) < 2 {
		return 0, "", 0, errors.New("not the form of /proc/<pid>/stat")
	}
	parent, err = strconv.Atoi(rest[1])
	return pid, s[from+1 : to], parent, err
}
