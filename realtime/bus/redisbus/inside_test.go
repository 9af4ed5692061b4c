package redisbus

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
)

// FuzzOpen feeds the opener what Redis may bring: nothing but what was sealed for the channel comes out, and never another
// message.
func FuzzOpen(f *testing.F) {
	key := sha256.Sum256([]byte("a key"))
	sender, err := newSealer(key[:])
	if err != nil {
		f.Fatal(err)
	}
	receiver, err := newSealer(key[:])
	if err != nil {
		f.Fatal(err)
	}
	const home = "feltboard:{x}"
	message := []byte("what people write")
	sealed := sender.seal(home, message)
	f.Add(home, []byte(nil), 0, byte(0))
	f.Add(home, sealed, 0, byte(0))
	f.Add(home, sealed[:len(sealed)-1], 3, byte(1))
	f.Add("feltboard:{y}", sealed, 20, byte(0x80))
	f.Fuzz(func(t *testing.T, channel string, b []byte, at int, flip byte) {
		if got, _, err := receiver.open(channel, b); err == nil && (channel != home || !bytes.Equal(got, message)) {
			t.Fatalf("opened %x on %q as %q", b, channel, got)
		}
		sealed := sender.seal(channel, b)
		got, own, err := receiver.open(channel, sealed)
		if err != nil || own || !bytes.Equal(got, b) {
			t.Fatalf("%x became %x, own %v, %v", b, got, own, err)
		}
		if _, own, err := sender.open(channel, sealed); err != nil || !own {
			t.Fatalf("the sender does not know its own message: %v", err)
		}
		if flip == 0 {
			return
		}
		sealed[uint(at)%uint(len(sealed))] ^= flip
		if _, _, err := receiver.open(channel, sealed); err == nil {
			t.Fatalf("an altered message was opened")
		}
	})
}

func TestSealedMessagesDoNotMoveBetweenChannels(t *testing.T) {
	s, err := newSealer(make([]byte, KeyBytes))
	if err != nil {
		t.Fatal(err)
	}
	one, two := s.seal("a", []byte("words")), s.seal("a", []byte("words"))
	if bytes.Equal(one, two) {
		t.Error("the same words look the same to Redis")
	}
	if bytes.Contains(one, []byte("words")) {
		t.Error("Redis can read the words")
	}
	if _, _, err := s.open("b", one); err == nil {
		t.Error("a message was opened on another channel")
	}
}

func TestSlots(t *testing.T) {
	// From the specification of Redis clusters, and CLUSTER KEYSLOT.
	for channel, want := range map[string]int{
		"123456789": 0x31c3, "feltboard:{123456789}": 0x31c3, "{}123456789": 1951, "a{b": 13340,
		"feltboard:{x}": 16287, "a{b}{c}": 3300, "": 0,
	} {
		if got := slotOf(channel); got != want {
			t.Errorf("slot of %q: %d, want %d", channel, got, want)
		}
	}
}

func TestAddresses(t *testing.T) {
	one := redis.Node{Endpoint: "10.0.0.7", Port: 6379, TLSPort: 6380}
	named := redis.Node{Endpoint: "a.example", Port: 6379}
	nameless, unknown := redis.Node{Port: 6379}, redis.Node{Endpoint: "?", Port: 6379}
	local, local6 := redis.Node{Endpoint: "127.0.0.1", Port: 6379}, redis.Node{Endpoint: "::1", Port: 6379}
	for _, c := range []struct {
		node   redis.Node
		origin string
		tls    bool
		want   string
	}{
		{one, "redis.example:1", false, "10.0.0.7:6379"},
		{one, "redis.example:1", true, "10.0.0.7:6380"},
		{named, "b.example:1", true, "a.example:6379"},
		{nameless, "redis.example:1", false, "redis.example:6379"},
		{unknown, "redis.example:1", false, "redis.example:6379"},
		{local, "redis.example:1", false, "redis.example:6379"},
		{local, "127.0.0.1:1", false, "127.0.0.1:6379"},
		{local6, "[fd00::1]:1", false, "[fd00::1]:6379"},
		{nameless, "/run/redis.sock", false, "localhost:6379"},
	} {
		if got := address(c.node, c.origin, c.tls); got != c.want {
			t.Errorf("address(%v, %q, %v) = %q, want %q", c.node, c.origin, c.tls, got, c.want)
		}
	}
}

func TestOutboxKeepsTheNewest(t *testing.T) {
	now := time.Now()
	o := newOutbox()
	dropped := 0
	for i := range maxWaiting + 10 {
		dropped += o.put(letter{channel: fmt.Sprint(i), at: now})
	}
	if dropped != 10 {
		t.Errorf("%d were dropped, not 10", dropped)
	}
	batch, stale := o.take(now)
	if len(batch) != maxBatch || batch[0].channel != "10" || stale != 0 {
		t.Errorf("a batch of %d began with %s, %d stale", len(batch), batch[0].channel, stale)
	}
	if batch, stale = o.take(now.Add(soon + 1)); len(batch) != 0 || stale != maxWaiting-maxBatch {
		t.Errorf("%d were left after they had become stale, %d dropped", len(batch), stale)
	}

	dropped = 0
	for range 100 {
		dropped += o.put(letter{message: make([]byte, maxWaitingBytes/64), at: now})
	}
	if dropped != 36 {
		t.Errorf("%d were dropped for their length, not 36", dropped)
	}
	if batch, _ = o.take(now); len(batch) != maxBatchBytes/(maxWaitingBytes/64) {
		t.Errorf("a batch of %d long ones", len(batch))
	}
	for len(batch) > 0 {
		batch, _ = o.take(now)
	}
	if o.bytes != 0 {
		t.Errorf("%d bytes are counted in an empty outbox", o.bytes)
	}
}
