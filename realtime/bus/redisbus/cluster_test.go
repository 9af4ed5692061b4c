package redisbus_test

import (
	"fmt"
	"strconv"
	"testing"

	"feltboard/realtime/bus/bustest"
	"feltboard/realtime/bus/redisbus/redistest"
)

// One cluster serves all, since Redis takes seconds to start one. The last test changes it.
func TestCluster(t *testing.T) {
	c, err := redistest.StartCluster(within(t, 2*patience), t.TempDir(), 3)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Stop()
	t.Run("Contract", func(t *testing.T) { bustest.Run(t, networks(c.URL())) })
	t.Run("DocumentedRightsSuffice", func(t *testing.T) { documentedRights(t, c) })
	t.Run("ShardKilledAndRestarted", func(t *testing.T) { shardKilled(t, c) })
	t.Run("SlotMoved", func(t *testing.T) { slotMoved(t, c) })
}

func documentedRights(t *testing.T, c *redistest.Cluster) {
	for _, s := range c.Servers {
		do(t, s, documented(t)...)
		do(t, s, "ACL", "SETUSER", "feltboard", "-publish", "-subscribe", "-unsubscribe")
	}
	restricted(t, asUser(c.URL()))
}

func shardKilled(t *testing.T, c *redistest.Cluster) {
	key := newKey()
	a, b := open(t, c.URL(), key), open(t, c.URL(), key)
	var atA, atB []*ear
	for i := range 10 {
		atA, atB = append(atA, listen(a, fmt.Sprint(i))), append(atB, listen(b, fmt.Sprint(i)))
		atA[i].isTold(t, patience)
		atB[i].isTold(t, patience)
	}
	ready(t, a)
	for _, s := range c.Servers {
		if n := do(t, s, "PUBSUB", "CHANNELS", "*"); n != "0" {
			t.Errorf("%s channels are subscribed to on all shards", n)
		}
	}
	s := c.Servers[0] // also the one whose address the nodes were given
	s.Kill()
	until(t, "Ready says so", patience, func() bool { return a.Ready() != nil && b.Ready() != nil })
	if err := s.Restart(); err != nil {
		t.Fatal(err)
	}
	if err := c.Wait(within(t, patience)); err != nil {
		t.Fatal(err)
	}
	for i := range atA {
		atA[i].isTold(t, patience)
		atB[i].isTold(t, patience)
	}
	ready(t, a)
	ready(t, b)
	for i := range atA {
		a.Publish(fmt.Sprint(i), fmt.Append(nil, "after ", i))
		atB[i].hears(t, fmt.Sprint("after ", i))
	}
}

// A slot that moves takes its subscriptions with it.
func slotMoved(t *testing.T, c *redistest.Cluster) {
	key := newKey()
	a, b := open(t, c.URL(), key), open(t, c.URL(), key)
	atA, atB := listen(a, "x"), listen(b, "x")
	atA.isTold(t, patience)
	atB.isTold(t, patience)
	passes(t, a, b, atA, atB, "before")

	slot, err := strconv.Atoi(do(t, c.Servers[0], "CLUSTER", "KEYSLOT", "x"))
	if err != nil {
		t.Fatal(err)
	}
	owner := 0
	for slot >= (owner+1)*16384/3 {
		owner++
	}
	if n := do(t, c.Servers[owner], "PUBSUB", "SHARDCHANNELS", "feltboard:{x}"); n != "1" {
		t.Fatalf("%s channels on the shard that has the slot", n)
	}
	next := (owner + 1) % 3
	id := do(t, c.Servers[next], "CLUSTER", "MYID")
	for _, i := range []int{next, owner, (owner + 2) % 3} {
		do(t, c.Servers[i], "CLUSTER", "SETSLOT", strconv.Itoa(slot), "NODE", id)
	}
	atA.isTold(t, patience)
	atB.isTold(t, patience)
	passes(t, a, b, atA, atB, "after")
}
