#!/usr/bin/env bash
# Runs a command where SLURM is: on this machine, with two nodes that claim four processors each, for as long as the command takes.
#     tests/workflow/slurm.sh snakemake --workflow-profile profiles/slurm
# Needs root and Debian's packages slurmctld, slurmd, slurm-client and munge; without them it says so and ends with code 77.
# Listens on the loopback address alone, needs no systemd, and ends no process but its own.
set -euo pipefail

for program in munged slurmctld slurmd sbatch; do
    if [ "$(id -u)" != 0 ] || ! command -v "$program" >/dev/null; then
        echo "slurm.sh: needs root and slurmctld, slurmd, slurm-client, munge (apt-get install); nothing was run." >&2
        exit 77
    fi
done

home=$(mktemp -d "${TMPDIR:-/tmp}/slurm.XXXXXX")
mkdir -m 711 "$home/munge"
mkdir "$home"/{bin,state,n1,n2}
chmod 711 "$home"
export ONE_MACHINE_SLURM=$home SLURM_CONF=$home/slurm.conf PATH=$home/bin:$PATH
pids=()

# What still runs on the nodes first: it would outlive them.
end() {
    trap - EXIT INT TERM
    timeout 20 scancel --quiet --user root 2>/dev/null || true
    for _ in $(seq 60); do [ -n "$(timeout 5 squeue --noheader 2>/dev/null)" ] || break; sleep 0.5; done
    for ((i = ${#pids[@]} - 1; i >= 0; i--)); do kill "${pids[i]}" 2>/dev/null && wait "${pids[i]}" || true; done
    rm -rf "$home"
}
trap end EXIT
trap 'exit 130' INT TERM

daemon() {
    local log=$home/$1.log
    shift
    "$@" >"$log" 2>&1 &
    pids+=($!)
}

read -r control first second < <(python3 -c '
import socket
sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(3)]
print(*(one.getsockname()[1] for one in sockets))')

# Memory is counted and enforced, with cgroups or without; finished jobs stay in the queue's list for an hour.
cat >"$SLURM_CONF" <<CONF
ClusterName=here
SlurmctldHost=$(hostname -s)(127.0.0.1)
SlurmctldPort=$control
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$home/munge/socket
CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
StateSaveLocation=$home/state
SlurmctldPidFile=$home/slurmctld.pid
SlurmdSpoolDir=$home/%n
SlurmdPidFile=$home/%n.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
JobAcctGatherType=jobacct_gather/linux
JobAcctGatherFrequency=2
JobAcctGatherParams=OverMemoryKill
SchedulerParameters=batch_sched_delay=0,sched_interval=2
MpiDefault=none
SwitchType=switch/none
MinJobAge=3600
KillWait=5
ReturnToService=2
PropagateResourceLimits=NONE
SlurmdParameters=config_overrides
NodeName=n[1-2] NodeHostname=$(hostname -s) NodeAddr=127.0.0.1 Port=[$first,$second] CPUs=4 RealMemory=16000
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
CONF
# Snakemake takes SLURM_CONF from the environment of srun.
printf '#!/bin/sh\nSLURM_CONF=%s exec %s "$@"\n' "$SLURM_CONF" "$(command -v srun)" >"$home/bin/srun"
chmod +x "$home/bin/srun"

(umask 077 && head -c 128 /dev/urandom >"$home/munge/key")
daemon munged munged --foreground --force --key-file="$home/munge/key" --socket="$home/munge/socket" \
    --pid-file="$home/munge/pid" --log-file="$home/munge/log" --seed-file="$home/munge/seed"
for _ in $(seq 50); do [ -S "$home/munge/socket" ] && break; sleep 0.1; done
daemon slurmctld slurmctld -D -i
daemon n1 slurmd -D -N n1
daemon n2 slurmd -D -N n2
for _ in $(seq 60); do
    [ "$(sinfo --noheader --Node --states=idle 2>/dev/null | wc -l)" = 2 ] && break
    sleep 0.5
done
if [ "$(sinfo --noheader --Node --states=idle | wc -l)" != 2 ]; then
    echo "slurm.sh: the nodes did not come up:" >&2
    tail -n 20 "$home"/*.log >&2
    exit 1
fi
"$@"
