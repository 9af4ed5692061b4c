package failure

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// F05: the disk is full. What cannot be saved is said so and stays pending; everything that only reads goes on, and when there
// is room again everything is saved, without a restart.
func TestF05AFullDisk(t *testing.T) {
	play(t, row{id: "F05", count: 1, nightly: 20}, func(r *run) {
		for range r.count {
			fillUp(r, limited(r))
			if disk := mounted(r); disk != nil { // only who may mount
				fillUp(r, disk)
			}
		}
	})
}

// disk is one that fills up, and is emptied again.
type disk struct {
	name string
	at   *stand
	fill func(room int64)
	free func()
}

// limited is a node whose files cannot grow beyond a limit, as by "ulimit -f".
func limited(r *run) *disk {
	at := single(r)
	set := func(limit uint64) {
		r.must(unix.Prlimit(at.nodes[0].PID(), unix.RLIMIT_FSIZE, &unix.Rlimit{Cur: limit, Max: unix.RLIM_INFINITY}, nil))
	}
	return &disk{
		name: "ulimit", at: at,
		fill: func(room int64) {
			size := int64(1)
			for _, name := range []string{"feltboard.db", "feltboard.db-wal"} {
				if info, err := os.Stat(filepath.Join(at.dir, name)); err == nil && room > 0 {
					size = max(size, info.Size())
				}
			}
			set(uint64(size + room))
		},
		free: func() { set(unix.RLIM_INFINITY) },
	}
}

// mounted is a node on a file system of 8 MiB, or nil where this user may not mount one.
func mounted(r *run) *disk {
	dir := r.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=8m"); err != nil {
		r.say("tmpfs", "not allowed here")
		return nil
	}
	r.Cleanup(func() { syscall.Unmount(dir, syscall.MNT_DETACH) })
	at := singleIn(r, filepath.Join(dir, "data"))
	ballast := filepath.Join(dir, "ballast")
	return &disk{
		name: "tmpfs", at: at,
		fill: func(room int64) {
			var s syscall.Statfs_t
			r.must(syscall.Statfs(dir, &s))
			f, err := os.OpenFile(ballast, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
			r.must(err)
			f.Write(make([]byte, max(0, int64(s.Bavail)*s.Bsize-room))) // the node may have been faster
			r.must(f.Close())
		},
		free: func() { r.must(os.Remove(ballast)) },
	}
}

func fillUp(r *run, d *disk) {
	r.Helper()
	c := newCrew(r, d.at, shape{writers: 8, boards: 4, stroke: 60 * time.Millisecond, impatient: true, words: strings.Repeat("w", 2500)})
	node := d.at.nodes[0]
	c.write()
	reader := newPerson(d.at.origin)
	r.must(reader.join(d.at.front(), c.boards[0], "team", "Reader"))
	d.fill(1 << 20)
	r.wait("somebody is told that the disk is full", func() bool { return c.record.Nacks("storage_full") > 0 })
	d.fill(0) // now small things do not fit either
	r.within(d.name+" not ready", r.wait("it is not ready", func() bool { p, err := node.Ready(r.Context()); return err == nil && len(p) > 0 }), 2*time.Second)

	// What only reads goes on.
	fresh := newTab(reader, c.boards[0].ID, "a reader", nil)
	r.must(fresh.connect(node.Base))
	r.must(fresh.until(func() bool { return fresh.Live() && fresh.Resumable() }))
	fresh.disconnect()
	r.must(fresh.connect(node.Base))
	r.must(fresh.until(fresh.Live))
	fresh.disconnect()
	var file []byte
	r.must(c.owner.call(node.Base, http.MethodGet, "/api/v1/boards/"+c.boards[0].ID+"/export?format=markdown&action="+c.action, nil, &file))
	select {
	case <-node.Ended():
		r.Fatalf("it ended\n%s", d.at.logs())
	default:
	}

	d.free()
	before := c.record.Answers()
	r.within(d.name+" works again", r.wait("it works again", func() bool {
		p, err := node.Ready(r.Context())
		return err == nil && len(p) == 0 && c.record.Answers() > before
	}), 5*time.Second)
	c.settle()
	c.verify()
}
