// Cluster runs several nodes on this machine, with a PostgreSQL and a Redis of their own and a balancer in front, until
// Ctrl-C ("make cluster"). What is written there is gone when it stops. With -commands it does what it is told about its parts,
// to see what becomes of people who are working.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"sync"
	"syscall"
	"time"

	"feltboard/realtime/bus/redisbus/redistest"
	"feltboard/realtime/journal/pglog/pgtest"
	"feltboard/server/internal/fleet"
)

func main() {
	program := flag.String("program", "", "path of feltboard; built if it is not given")
	addr := flag.String("addr", "127.0.0.1:8080", "where the balancer listens")
	nodes := flag.Int("nodes", 3, "how many nodes")
	commands := flag.Bool("commands", false, "obey standard input, such as \"kill redis\" or \"term node 2\", and stop when it ends")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	var orders io.Reader
	if *commands {
		orders = os.Stdin
	}
	err := run(ctx, *program, *addr, *nodes, orders)
	stop()
	if err != nil {
		fmt.Fprintf(os.Stderr, "cluster: %v\n", err)
		os.Exit(1)
	}
}

const (
	database  = "feltboard"
	startTime = time.Minute
)

// run starts everything, says where it is, waits for ctx, or obeys until orders end unless they are nil, and stops everything in
// order.
func run(ctx context.Context, program, addr string, count int, orders io.Reader) (err error) {
	starting, cancel := context.WithTimeout(ctx, startTime)
	defer cancel()
	postgres, err := pgtest.Start(starting, "")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, postgres.Stop()) }()
	if err := postgres.CreateDB(starting, database); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "feltboard-cluster-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	redis, err := redistest.Start(starting, dir)
	if err != nil {
		return err
	}
	defer redis.Stop()
	balancer, err := fleet.Balance(addr)
	if err != nil {
		return err
	}
	defer balancer.Close()

	env := []string{
		"FELTBOARD_DATABASE_URL=" + postgres.URL(database), "FELTBOARD_REDIS_URL=" + redis.URL(),
		"FELTBOARD_BASE_URL=" + balancer.Base, "FELTBOARD_TRUSTED_PROXIES=127.0.0.1",
	}
	parts := map[string]part{"redis": redisPart(redis), "postgres": postgresPart(postgres)}
	var all []*fleet.Node
	defer func() {
		var ending sync.WaitGroup
		for _, n := range all {
			ending.Go(func() { n.Term() })
		}
		ending.Wait()
		err = errors.Join(err, fleet.Clean())
	}()
	setup := ""
	for range count {
		n, err := fleet.New(fleet.Options{Program: program, Data: dir, Env: env})
		if err != nil {
			return err
		}
		all = append(all, n)
		if _, err := n.Restart(starting); err != nil {
			return err
		}
		balancer.Add(strings.TrimPrefix(n.Base, "http://"))
		if token := n.Setup(); token != "" {
			setup = token // the first node's; the others see that there is one
		}
		parts[fmt.Sprint("node ", len(all))] = nodePart(n)
		fmt.Printf("node %d    %s\n", len(all), n.Base)
	}
	fmt.Printf("database  %s\nRedis     %s\n", postgres.URL(database), redis.URL())
	fmt.Printf("\nFeltboard is at %s\n", balancer.Base)
	fmt.Printf("\nTo begin, open this link. It works once and makes you the owner:\n  %s/setup#k=%s\n", balancer.Base, setup)
	fmt.Printf("\nCtrl-C stops everything, and what was written is gone.\n")
	if orders == nil {
		<-ctx.Done()
	} else {
		obey(ctx, orders, parts)
	}
	fmt.Println("\nstopping")
	return nil
}
