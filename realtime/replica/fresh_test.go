package replica_test

import (
	"bytes"
	"errors"
	"fmt"
	"testing"

	"feltboard/boards"
	"feltboard/realtime/replica"
)

// TestR12TooManyRefusalsAskForAnotherClientID: 64 refusals in a row are declared void; with one more no node would take
// anything under that client id any more (B-12), so what waits goes under another one.
func TestR12TooManyRefusalsAskForAnotherClientID(t *testing.T) {
	const named, anon = "10000000-0000-4000-8000-000000000001", "10000000-0000-4000-8000-000000000002"
	tab := replica.New(named, anon, "a-secret-that-is-long-enough")
	tab.Hello()
	open := func() [][]byte {
		for _, f := range []string{`{"t":"welcome","me":{"member":"","role":"team","audience":"team"},"resumed":false,"last":{},"now":0,"limits":{}}`,
			fmt.Sprintf(`{"digest":%q,"records":[],"t":"snap"}`, empty())} {
			if _, err := tab.Receive([]byte(f)); err != nil {
				t.Fatal(err)
			}
		}
		out, err := tab.Receive([]byte(`{"full":true,"ops":[],"t":"own"}`))
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	open()
	ask := func() [][]byte { return tab.Do(false, boards.Op{Kind: boards.Del, ID: anon}) }
	for n := 1; n <= 65; n++ {
		if sent := ask(); len(sent) != 1 || n == 65 && !bytes.Contains(sent[0], []byte(`,63,64]`)) {
			t.Fatalf("number %d: sent %s", n, sent)
		}
		if _, err := tab.Receive(fmt.Appendf(nil, `{"c":%q,"code":"not_found","n":%d,"t":"nack"}`, named, n)); err != nil {
			t.Fatalf("number %d: %v", n, err)
		}
	}
	if sent := ask(); len(sent) != 0 {
		t.Fatalf("sent %s", sent)
	}
	if _, err := tab.Receive([]byte(`{"answers":65,"frames":2,"t":"beat","token":"x"}`)); !errors.Is(err, replica.ErrReconnect) {
		t.Fatalf("goes on with %v", err)
	}
	tab.Lost()
	hello := tab.Hello()
	if tab.Named == named || tab.Anon != anon || !bytes.Contains(hello, []byte(`"clients":["`+tab.Named+`","`+anon+`"]`)) || !bytes.Contains(hello, []byte(`"page":"`+named+`"`)) {
		t.Fatalf("hello is %s", hello)
	}
	want := fmt.Sprintf(`{"base":2,"c":%q,"n":1,"ops":[{"id":%q,"op":"del"}],"t":"mutate"}`, tab.Named, anon)
	if out := open(); len(out) != 1 || string(out[0]) != want {
		t.Fatalf("sent %s, want %s", out, want)
	}
}

func empty() string {
	_, digest := boards.EncodePart(nil)
	return digest
}
