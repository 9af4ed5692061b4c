package stream_test

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"feltboard/realtime/stream"
)

// timed notes the deadlines that it is given.
type timed struct {
	*httptest.ResponseRecorder
	write time.Time
}

func (w *timed) SetWriteDeadline(at time.Time) error { w.write = at; return nil }

// HTTP/2 resets a stream whose deadline has come, even while there is nothing to write. So none may be left behind.
func TestNoDeadlineIsLeftWhileNothingIsWritten(t *testing.T) {
	w := &timed{ResponseRecorder: httptest.NewRecorder(), write: time.Now()}
	conn := stream.Open(w, httptest.NewRequest(http.MethodPost, "/", nil), []byte("{}"))
	if !w.write.IsZero() {
		t.Errorf("after opening it is %v", w.write)
	}
	w.write = time.Now()
	if err := conn.Write([][]byte{[]byte("{}")}); err != nil || !w.write.IsZero() {
		t.Errorf("after a write it is %v, %v", w.write, err)
	}
}
