package redisbus_test

import (
	"testing"
	"time"

	"feltboard/realtime/bus/redisbus"
	"feltboard/realtime/bus/redisbus/redistest"
)

// BenchmarkOneByOne is the time from Publish on one node to Heard on another, and back.
func BenchmarkOneByOne(b *testing.B) {
	url, key := redistest.For(b), newKey()
	one, two := open(b, url, key), open(b, url, key)
	atOne, atTwo := listen(one, "x"), listen(two, "x")
	atOne.isTold(b, patience)
	atTwo.isTold(b, patience)
	message := make([]byte, 300)
	for b.Loop() {
		one.Publish("x", message)
		<-atTwo.heard
		two.Publish("x", message)
		<-atOne.heard
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(2*b.N), "µs/hop")
}

// BenchmarkStream publishes 300 bytes over and over, at most 1000 ahead of the listener.
func BenchmarkStream(b *testing.B) {
	url, key, m := redistest.For(b), newKey(), new(redisbus.Metrics)
	one := openWith(b, url, redisbus.Options{Key: key, Metrics: m})
	two := open(b, url, key)
	at := listen(two, "x")
	at.isTold(b, patience)
	ready(b, one)
	message := make([]byte, 300)
	ahead := 0
	for b.Loop() {
		one.Publish("x", message)
		if ahead++; ahead > 1000 {
			select {
			case <-at.heard:
				ahead--
			case <-time.After(patience):
				b.Fatal("messages were lost")
			}
		}
	}
	b.ReportMetric(float64(m.Published.Load())/float64(m.Batches.Load()), "messages/batch")
}
