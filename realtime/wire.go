package realtime

import (
	"bytes"
	"compress/gzip"
	"strconv"
	"sync"

	"feltboard/boards"
	"feltboard/boards/canon"
)

// frame is one server frame, ready for a Conn. Its bytes are shared between sessions and never change.
type frame struct {
	data []byte
	// numbered frames are counted by both sides (SPEC §1, "frame number").
	numbered bool
	// answer marks acks and nacks, which are counted apart.
	answer bool
	// cached bytes exist once per board, so they don't count against a connection's bound.
	cached bool
	// zip is the same as one gzip message, for who asked for it; nil for most frames.
	zip *zipped
}

// zipFrom is how long a frame is that is worth compressing, in bytes.
const zipFrom = 4 << 10

// zipped is the gzip of a frame, made by the first writer that needs it, so that the board does not wait.
type zipped struct {
	once  sync.Once
	plain []byte
	gzip  []byte
}

func (z *zipped) bytes() []byte {
	z.once.Do(func() {
		var b bytes.Buffer
		w, err := gzip.NewWriterLevel(&b, 4) // 2,000 notes: 458 kB, 87 kB in 5 ms; level 1 takes half of that for 99 kB
		if err == nil {
			w.Write(z.plain)
			err = w.Close()
		}
		if err != nil {
			panic("realtime: " + err.Error()) // a buffer takes everything
		}
		z.gzip = b.Bytes()
	})
	return z.gzip
}

func control(v map[string]any) frame {
	b, err := canon.Append(nil, v)
	if err != nil {
		panic("realtime: " + err.Error()) // built from checked values only
	}
	return frame{data: b}
}

func snapFrame(records []byte, digest string) frame {
	b := make([]byte, 0, len(records)+80)
	b = append(b, `{"t":"snap","digest":"`...)
	b = append(b, digest...)
	b = append(b, `","records":`...)
	b = append(b, records...)
	f := frame{data: append(b, '}'), numbered: true, cached: true}
	if len(f.data) >= zipFrom {
		f.zip = &zipped{plain: f.data}
	}
	return f
}

func chgFrame(changes [][]boards.Op) frame { return changesFrame(`{"t":"chg","ops":`, changes) }
func ownFrame(changes [][]boards.Op) frame { return changesFrame(`{"t":"own","ops":`, changes) }
func fullFrame(ops []boards.Op) frame {
	return changesFrame(`{"t":"own","full":true,"ops":`, [][]boards.Op{ops})
}

func changesFrame(head string, changes [][]boards.Op) frame {
	b := append([]byte(head), boards.EncodeViewOps(changes)...)
	return frame{data: append(b, '}'), numbered: true}
}

func catchFrame(shared, own []boards.Op) frame {
	f := control(map[string]any{"t": "catch", "shared": boards.EncodeOps(shared), "own": boards.EncodeOps(own)})
	f.numbered = true
	return f
}

// ackOf is one row of an ack frame: o and k are the places of the change in the own and chg frames, or -1.
type ackOf struct {
	c       string
	n       int64
	own, at int
}

func ackFrame(acks []ackOf) frame {
	b := make([]byte, 0, 16+64*len(acks))
	b = append(b, `{"t":"ack","a":[`...)
	for i, a := range acks {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, `["`...)
		b = append(b, a.c...)
		b = append(b, `",`...)
		b = strconv.AppendInt(b, a.n, 10)
		b = append(b, ',')
		b = strconv.AppendInt(b, int64(a.own), 10)
		b = append(b, ',')
		b = strconv.AppendInt(b, int64(a.at), 10)
		b = append(b, ']')
	}
	return frame{data: append(b, `]}`...), answer: true}
}

func nackFrame(c string, n int64, e *boards.Error) frame {
	m := map[string]any{"t": "nack", "c": c, "n": n, "code": string(e.Code), "message": e.Message}
	if e.Field != "" {
		m["field"] = e.Field
	}
	if e.Next > 0 {
		m["next"] = e.Next
	}
	f := control(m)
	f.answer = true
	return f
}

func beatFrame(token string, frames, answers, now int64, digest string) frame {
	b := make([]byte, 0, 256)
	b = append(b, `{"t":"beat","token":"`...)
	b = append(b, token...)
	b = append(b, `","frames":`...)
	b = strconv.AppendInt(b, frames, 10)
	b = append(b, `,"answers":`...)
	b = strconv.AppendInt(b, answers, 10)
	b = append(b, `,"now":`...)
	b = strconv.AppendInt(b, now, 10)
	if digest != "" {
		b = append(b, `,"digest":"`...)
		b = append(b, digest...)
		b = append(b, '"')
	}
	return frame{data: append(b, '}')}
}

// Refusals of the live path, beside those of boards. None of them uses up the mutation's number.
var (
	errStorage  = &boards.Error{Code: "storage_full", Message: "The server has no room left. What you wrote is kept on your device."}
	errRate     = &boards.Error{Code: "rate", Message: "Too many changes at once; this one is sent again in a moment."}
	errReadOnly = &boards.Error{Code: "read_only", Message: "This board can only be read at the moment. What you wrote is kept on your device."}
	errInternal = &boards.Error{Code: "internal", Message: "Something went wrong on the server; this change is sent again."}
	errStale    = &boards.Error{Code: boards.StaleBase, Message: "The edit was made on a text too old to merge with."}
)
