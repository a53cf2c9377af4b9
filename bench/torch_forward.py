"""PyTorch's plain forward pass of DenseNet-121 at 224 px, as the yardstick of `npm run bench` (Debian: python3-torch,
python3-torchvision). Prints one JSON line: median milliseconds a film for each batch size on the given threads.

    python3 bench/torch_forward.py THREADS BATCH [BATCH ...]
"""
import json
import statistics
import sys
import time

import torch
import torchvision

threads, batches = int(sys.argv[1]), [int(b) for b in sys.argv[2:]]
torch.set_num_threads(threads)
torch.manual_seed(1)
network = torchvision.models.densenet121(weights=None)
network.classifier = torch.nn.Linear(1024, 14)
network.eval()
result = {}
with torch.inference_mode():
    for batch in batches:
        films = torch.randn(batch, 3, 224, 224)
        for _ in range(3):
            network(films)
        times = []
        for _ in range(12):
            begun = time.perf_counter()
            network(films)
            times.append((time.perf_counter() - begun) * 1000 / batch)
        result[str(batch)] = statistics.median(times)
print(json.dumps({"torch": torch.__version__, "threads": threads, "milliseconds": result}))
