"""PyTorch's training step of DenseNet-121 at 224 px (forward, backward, AdamW), as the yardstick of `npm run bench` (Debian:
python3-torch, python3-torchvision). For each line on stdin it makes one step and prints its milliseconds; so that the two
sides take turns on a machine that others use too.

    python3 bench/torch_training.py THREADS BATCH
"""
import sys
import time

import torch
import torchvision

threads, batch = int(sys.argv[1]), int(sys.argv[2])
torch.set_num_threads(threads)
torch.manual_seed(1)
network = torchvision.models.densenet121(weights=None)
network.classifier = torch.nn.Linear(1024, 14)
network.train()
adam = torch.optim.AdamW(network.parameters(), lr=1e-4, weight_decay=1e-2)
loss_of = torch.nn.BCEWithLogitsLoss()
films, targets = torch.randn(batch, 3, 224, 224), (torch.rand(batch, 14) > .7).float()
for _ in sys.stdin:
    begun = time.perf_counter()
    adam.zero_grad()
    loss_of(network(films), targets).backward()
    adam.step()
    print((time.perf_counter() - begun) * 1000, flush=True)
