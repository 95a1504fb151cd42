"""Trains networks of the benchmark in eager PyTorch, on one thread, as many steps as each line of standard input asks for.

Arguments: a data file for each network, then ":", hidden units separated by commas, ":" and the images of a step. A line is
the number of a network and the number of steps; the answer is the time of a step in ns.
"""

import gzip
import sys
import time

import torch
from torch import nn

RATE = 0.05
torch.set_num_threads(1)


class Run:
    def __init__(self, argument):
        file, hidden, batch = argument.rsplit(":", 2)
        data = gzip.open(file).read()
        side, count = int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:12], "little")
        pixels, self.batch = side * side, int(batch)
        images = torch.frombuffer(bytearray(data[20 : 20 + count * pixels]), dtype=torch.uint8)
        self.images = images.reshape(count, pixels).float() / 255
        self.labels = torch.tensor(list(data[20 + count * pixels :][:count]))
        sizes = [pixels, *map(int, hidden.split(",")), 10]
        layers = [layer for a, b in zip(sizes, sizes[1:]) for layer in (nn.Linear(a, b), nn.ReLU())]
        self.model = nn.Sequential(*layers[:-1])
        self.optimizer = torch.optim.SGD(self.model.parameters(), lr=RATE)
        self.loss = nn.CrossEntropyLoss()
        self.order = []

    def step(self):
        if len(self.order) < self.batch:
            self.order = torch.randperm(len(self.labels))
        now, self.order = self.order[: self.batch], self.order[self.batch :]
        self.optimizer.zero_grad()
        self.loss(self.model(self.images[now]), self.labels[now]).backward()
        self.optimizer.step()


runs = [Run(argument) for argument in sys.argv[1:]]
print(torch.__version__, flush=True)
for line in sys.stdin:
    number, steps = map(int, line.split())
    start = time.perf_counter_ns()
    for _ in range(steps):
        runs[number].step()
    print((time.perf_counter_ns() - start) / steps, flush=True)
