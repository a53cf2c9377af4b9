"""Trains the network that ships as models/densenet121-nih-starter: a DenseNet-121 with 14 outputs.

    python3 scripts/starter/train.py PACK --out NAME.pth [OPTIONS]      # PACK: what pack-films.mjs wrote

PyTorch (2.11 where it was run; Debian's 1.13 is enough), torchvision, NumPy, Pillow; on a GPU where there is one. A phase ends with
its time, and the rate goes to nothing by then: one cycle of a tenth and a half upwards, then a half cosine. So two runs never
give the same weights, and a slow machine learns from fewer films. Prints what a run does on the validation films.
docs/training/README.md says how the two sittings were called. The average of runs: --average A.pth=0.7 B.pth=0.3
"""
import argparse
import copy
import io
import json
import math
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
import torchvision
from PIL import Image

from disturb import disturb, reframe

FINDINGS = (
    "Atelectasis Cardiomegaly Effusion Infiltration Mass Nodule Pneumonia Pneumothorax Consolidation Edema Emphysema Fibrosis "
    "Pleural_Thickening Hernia"
).split()
WARM_UP = .15
BETAS = (.9, .99)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pack", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--average", nargs="+", metavar="FILE=SHARE", help="no training: the average of these weights")
    parser.add_argument("--init", type=Path, help="weights to start from; without it, random ones")
    parser.add_argument("--small-seconds", type=float, default=90, help="at 128 px, lungs among the films")
    parser.add_argument("--small-rate", type=float, default=6e-4)
    parser.add_argument("--seconds", type=float, default=130, help="at 224 px")
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--lungs", type=float, default=0, help="share of the lungs-only films per epoch at 224 px")
    parser.add_argument("--photos", type=float, default=.3, help="how often a film is seen as a photo of it")
    parser.add_argument("--grey", type=float, default=1, help="how often grey levels are changed, times")
    parser.add_argument("--mixup", type=float, default=0, help="alpha (Zhang et al. 2018, arXiv 1710.09412)")
    parser.add_argument("--dropout", type=float, default=0)
    parser.add_argument("--decay", type=float, default=.01)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--averaging", type=float, default=.998, help="decay of the running average that is kept")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


class Pack:
    """Squares of one file: films [n, side, side] in 0-255, targets [n, 14]."""

    def __init__(self, folder: Path, name: str, device):
        self.rows = json.loads((folder / f"{name}.json").read_text())
        data = (folder / f"{name}.bin").read_bytes()
        read = lambda row: np.asarray(Image.open(io.BytesIO(data[row["start"]:row["start"] + row["length"]])).convert("L"))
        with ThreadPoolExecutor(8) as pool:
            self.films = torch.from_numpy(np.stack(list(pool.map(read, self.rows)))).to(device)
        targets = [[float(finding in row["findings"].split("|")) for finding in FINDINGS] for row in self.rows]
        self.targets = torch.tensor(targets, device=device)

    def where(self, **wanted):
        """Numbers of the rows with these values."""
        fits = lambda row: all(row[key] == value for key, value in wanted.items())
        places = [at for at, row in enumerate(self.rows) if fits(row)]
        return torch.tensor(places, dtype=torch.long, device=self.films.device)

    def take(self, places):
        return self.films[places][:, None].float() / 255, self.targets[places]


def to_input(films):
    """Three channels, (x - 0.5) / 0.25, of grey levels in [0, 1]."""
    return ((films - .5) / .25).expand(-1, 3, -1, -1).contiguous(memory_format=torch.channels_last)


def half_precision(device):
    return torch.autocast(device.type, dtype=torch.bfloat16, enabled=device.type == "cuda")


def auc(targets, scores):
    """Mann-Whitney's, ties counting half; NaN without both kinds of film."""
    positives, negatives = scores[targets > 0], scores[targets == 0]
    if len(positives) == 0 or len(negatives) == 0:
        return math.nan
    above = (positives[:, None] > negatives[None]).mean()
    return above + (positives[:, None] == negatives[None]).mean() / 2


@torch.no_grad()
def mean_auc(network, pack, places):
    network.eval()
    scores = []
    for some in places.split(256):
        with half_precision(pack.films.device):
            scores.append(network(to_input(pack.take(some)[0])).float())
    scores, targets = torch.cat(scores).cpu().numpy(), pack.targets[places].cpu().numpy()
    return float(np.nanmean([auc(targets[:, at], scores[:, at]) for at in range(len(FINDINGS))]))


def fresh_network(options, films):
    network = torchvision.models.densenet121(weights=None, drop_rate=options.dropout)
    network.classifier = torch.nn.Linear(network.classifier.in_features, len(FINDINGS))
    if options.init:
        network.load_state_dict(read_weights(options.init))
    else:
        share = films.targets[films.where(split="train")].mean(0).clamp(1e-3, 1 - 1e-3).cpu()
        network.classifier.bias.data.copy_(torch.log(share / (1 - share)))
    return network.to(films.films.device).to(memory_format=torch.channels_last)


def read_weights(path):
    weights = torch.load(path, map_location="cpu")
    weights = weights.get("state_dict", weights)
    return {name: value.float() if value.is_floating_point() else value for name, value in weights.items()}


def write_weights(weights, path):
    torch.save({name: value.half() if value.is_floating_point() else value for name, value in weights.items()}, path)


class Learner:
    def __init__(self, options, device):
        self.options, self.device, self.begun = options, device, time.time()
        self.packs = {name: Pack(options.pack, name, device) for name in ("films", "photos", "lungs", "val")}
        films = self.packs["films"]
        self.train = films.where(split="train")
        self.network = fresh_network(options, films)
        self.kept = copy.deepcopy(self.network)
        photos = {(row["set"], row["name"]): at for at, row in enumerate(self.packs["photos"].rows)}
        self.photo_of = torch.tensor([photos.get((row["set"], row["name"]), -1) for row in films.rows], device=device)

    def judge(self, when):
        films, val = self.packs["films"], self.packs["val"]
        marks = {
            "nih": mean_auc(self.kept, films, films.where(split="val", set="nih")),
            "nih-equalised": mean_auc(self.kept, films, films.where(split="val", set="nih-equalised")),
            "nih disturbed": mean_auc(self.kept, val, torch.arange(len(val.rows), device=self.device)),
        }
        said = ", ".join(f"{name} {mark:.3f}" for name, mark in marks.items())
        print(f"{when}, {time.time() - self.begun:.0f} s: mean AUC on val {said}", flush=True)

    def batch(self, places, side):
        """places: rows of films; below zero, -1 - rows of lungs."""
        own = places[places >= 0]
        films, targets = self.packs["films"].take(own)
        chance = torch.rand(len(own), device=self.device) < self.options.photos
        swap = (self.photo_of[own] >= 0) & chance
        if swap.any():
            films[swap] = self.packs["photos"].take(self.photo_of[own][swap])[0]
        films, lungs = reframe(films, side), -1 - places[places < 0]
        if len(lungs):
            more, labels = self.packs["lungs"].take(lungs)
            films, targets = torch.cat([films, reframe(more, side)]), torch.cat([targets, labels])
        films = disturb(films, self.options.grey)
        if self.options.mixup:
            share = float(np.random.beta(self.options.mixup, self.options.mixup))
            other = torch.randperm(len(films), device=self.device)
            films = share * films + (1 - share) * films[other]
            targets = share * targets + (1 - share) * targets[other]
        return films, targets

    def epoch(self, lungs):
        numbers = torch.arange(len(self.packs["lungs"].rows), device=self.device)
        places = torch.cat([self.train, -1 - numbers[torch.rand(len(numbers), device=self.device) < lungs]])
        return places[torch.randperm(len(places), device=self.device)].split(self.options.batch)

    def average(self, step):
        """The running average, of batch norm's statistics too; quicker at first."""
        decay = min(self.options.averaging, (1 + step) / (10 + step))
        kept, new = self.kept.state_dict(), self.network.state_dict()
        names = [name for name in kept if kept[name].is_floating_point()]
        values = [kept[name] for name in names]
        torch._foreach_mul_(values, decay)
        torch._foreach_add_(values, [new[name] for name in names], alpha=1 - decay)

    def phase(self, side, seconds, rate, lungs):
        decayed = [weight for weight in self.network.parameters() if weight.ndim > 1]
        others = [weight for weight in self.network.parameters() if weight.ndim <= 1]
        groups = [{"params": decayed, "weight_decay": self.options.decay}, {"params": others, "weight_decay": 0}]
        optimiser = torch.optim.AdamW(groups, lr=rate, betas=BETAS)
        begun = judged = time.time()
        step = seen = 0
        done = 0.
        while done < 1:
            for places in self.epoch(lungs):
                done = (time.time() - begun) / seconds
                if done >= 1:
                    break
                if len(places) < self.options.batch // 2:
                    continue
                cycle = done / WARM_UP if done < WARM_UP else (1 + math.cos(math.pi * (done - WARM_UP) / (1 - WARM_UP))) / 2
                for group in optimiser.param_groups:
                    group["lr"] = rate * max(cycle, 1e-3)
                with torch.no_grad():
                    films, targets = self.batch(places, side)
                self.network.train()
                with half_precision(self.device):
                    logits = self.network(to_input(films))
                loss = F.binary_cross_entropy_with_logits(logits.float(), targets)
                optimiser.zero_grad(set_to_none=True)
                loss.backward()
                torch.nn.utils.clip_grad_norm_(self.network.parameters(), 2.)
                optimiser.step()
                step, seen = step + 1, seen + len(films)
                with torch.no_grad():
                    self.average(step)
            if time.time() - judged > 30:
                judged = time.time()
                self.judge(f"{side} px, {seen} films seen")
        self.judge(f"{side} px done, {seen} films seen")
        self.network.load_state_dict(self.kept.state_dict())


def main():
    options = arguments()
    if options.average:
        shares = [(read_weights(path), float(share)) for path, share in (entry.rsplit("=", 1) for entry in options.average)]
        first = shares[0][0]
        mean = {name: sum(share * weights[name] for weights, share in shares) for name in first if first[name].is_floating_point()}
        write_weights({**first, **mean}, options.out)
        return
    torch.manual_seed(options.seed)
    np.random.seed(options.seed)
    torch.backends.cudnn.benchmark = True
    learner = Learner(options, torch.device("cuda" if torch.cuda.is_available() else "cpu"))
    learner.judge("start")
    if options.small_seconds:
        learner.phase(128, options.small_seconds, options.small_rate, 1)
    learner.phase(224, options.seconds, options.rate, options.lungs)
    write_weights({name: value.cpu() for name, value in learner.kept.state_dict().items()}, options.out)


main()
