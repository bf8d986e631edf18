using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Training;

/// <summary>
/// The checkpoints of one run: folders <c>step-00000120</c> in a directory, the newest two, each written beside and renamed when
/// it is whole. While a run goes on no other can use the directory.
/// </summary>
internal sealed class TrainingCheckpoints : IDisposable
{
    private const int Kept = 2;
    private const string LockFile = "lock";

    private readonly CheckpointSchedule _schedule;
    private readonly IReadOnlyDictionary<string, string> _fingerprint;
    private readonly FileStream _lock;
    private int _saved;

    /// <exception cref="TrainingCheckpointException">
    /// The directory cannot be made or written, or another run uses it.
    /// </exception>
    public TrainingCheckpoints(CheckpointSchedule schedule, IReadOnlyDictionary<string, string> fingerprint)
    {
        (_schedule, _fingerprint) = (schedule, fingerprint);
        _lock = CheckpointFaults.Typed(
            schedule.Directory,
            "cannot hold the run's checkpoints",
            () =>
            {
                FolderFlush.Create(schedule.Directory);
                var path = Path.Combine(schedule.Directory, LockFile);
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            });
    }

    /// <summary>Brings a run that has not begun to where its newest whole checkpoint left it, if there is one.</summary>
    /// <exception cref="TrainingCheckpointMismatchException">The checkpoints are another run's.</exception>
    /// <exception cref="TrainingCheckpointException">There are checkpoints, but none can be read.</exception>
    public void Restore(TrainingState state) => CheckpointFaults.Typed(
        _schedule.Directory,
        "cannot be read for the checkpoint to go on from",
        () =>
        {
            CheckpointFolder.DiscardUnfinished(_schedule.Directory);
            if (NewestWhole() is { } folder)
            {
                new CheckpointFiles(folder.Path).Read(state, RequireSameRun);
                _saved = state.Step;
            }

            return _saved;
        });

    /// <summary>Writes a checkpoint if one is due after the step.</summary>
    /// <inheritdoc cref="Save"/>
    public void SaveIfDue(TrainingState state, int steps)
    {
        if (_schedule.IsDue(state.Step, steps))
        {
            Save(state);
        }
    }

    /// <summary>Writes a checkpoint of a run that has begun, unless there is one of this step; removes old ones.</summary>
    /// <exception cref="TrainingCheckpointException">It cannot be written; earlier ones are as they were.</exception>
    public void Save(TrainingState state)
    {
        if (state.Step == _saved)
        {
            return;
        }

        var folder = CheckpointFolder.Of(_schedule.Directory, state.Step);
        CheckpointFaults.Typed(
            folder.Path,
            "cannot be written",
            () =>
            {
                folder.Write(path => new CheckpointFiles(path).Write(state, _fingerprint));
                CheckpointFolder.RemoveAllBut(_schedule.Directory, newest: state.Step, Kept);
                return _saved = state.Step;
            });
    }

    public void Dispose() => _lock.Dispose();

    private CheckpointFolder? NewestWhole()
    {
        var faults = new List<string>();
        foreach (var folder in CheckpointFolder.NewestFirst(_schedule.Directory))
        {
            if (CheckpointFiles.Fault(folder.Path) is not { } fault)
            {
                return folder;
            }

            faults.Add($"{Path.GetFileName(folder.Path)} {fault}");
        }

        return faults.Count == 0
            ? null
            : throw new TrainingCheckpointException(
                _schedule.Directory,
                $"holds no whole checkpoint to go on from: {string.Join("; ", faults)}. Put back what is damaged, or delete " +
                    "the directory to start anew.");
    }

    private void RequireSameRun(SavedState saved)
    {
        var differences = RunFingerprint.Differences(saved.Fingerprint, _fingerprint);
        if (differences.Count > 0)
        {
            throw new TrainingCheckpointMismatchException(_schedule.Directory, differences);
        }
    }
}
