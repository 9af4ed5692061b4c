package bench

import (
	"bytes"
	"fmt"
	"sync/atomic"
	"time"
)

// A position tells whose cursor it is and how many moves it has made, within the 0…10000 of a zone's box.
const (
	maxCursors = 50
	high       = 200   // moves / low, until it begins anew
	low        = 10000 // moves
	remembered = 4096  // moves of one cursor whose times are kept
)

// cursors remembers when each cursor went where.
type cursors struct {
	sent [maxCursors][remembered]atomic.Int64
}

// move notes that a cursor makes its n-th move now, and returns where to.
func (c *cursors) move(writer, n int, at time.Duration) (x, y int) {
	c.sent[writer][n%remembered].Store(int64(at))
	return writer*high + n/low%high, n % low
}

// when returns when a cursor made a move, if it is remembered.
func (c *cursors) when(writer, n int) (time.Duration, bool) {
	if writer < 0 || writer >= maxCursors {
		return 0, false
	}
	at := c.sent[writer][n%remembered].Load()
	return time.Duration(at), at > 0
}

// eachPosition calls seen for every position in a presence frame, with the writer and the move it tells of. A position's y
// follows its x, as keys are sorted.
func eachPosition(b []byte, seen func(writer, n int)) {
	for {
		i := bytes.Index(b, []byte(`"x":`))
		if i < 0 {
			return
		}
		b = b[i+4:]
		x, _ := digits(b)
		j := bytes.Index(b, []byte(`"y":`))
		if j < 0 {
			return
		}
		y, _ := digits(b[j+4:])
		seen(int(x)/high, int(x)%high*low+int(y))
	}
}

// feltCursor makes presence frames of a client, rawCursor what others would be sent of them one by one.
type feltCursor struct{ zone string }

func (c feltCursor) move(b []byte, x, y int) []byte {
	return fmt.Appendf(b, `{"t":"presence","zone":"%s","x":%d,"y":%d}`, c.zone, x, y)
}

type rawCursor struct{ member, zone string }

func (c rawCursor) move(b []byte, x, y int) []byte {
	return fmt.Appendf(b, `{"t":"presence","who":[{"m":"%s","x":%d,"y":%d,"zone":"%s"}],"left":[]}`, c.member, x, y, c.zone)
}

// pointer makes a message of a move.
type pointer interface {
	move(b []byte, x, y int) []byte
}
