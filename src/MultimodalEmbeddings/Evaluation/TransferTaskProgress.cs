namespace MultimodalEmbeddings.Evaluation;

/// <summary>Turns what the encoder and the fits of one task tell into the progress of the suite.</summary>
internal sealed class TransferTaskProgress
{
    private readonly IProgress<TransferProgress> _suite;
    private TransferProgress _state;

    public TransferTaskProgress(IProgress<TransferProgress> suite, TransferProgress start)
    {
        (_suite, _state) = (suite, start);
        Encoding = new Part(done => Tell(_state with { SentencesDone = done }));
        Fitting = new Part(done => Tell(_state with { FitsDone = done }));
        suite.Report(start);
    }

    /// <summary>Is told how many sentences are encoded.</summary>
    public IProgress<int> Encoding { get; }

    /// <summary>Is told how many classifiers are fitted.</summary>
    public IProgress<int> Fitting { get; }

    private void Tell(TransferProgress state)
    {
        _state = state;
        _suite.Report(state);
    }

    private sealed class Part(Action<int> tell) : IProgress<int>
    {
        public void Report(int value) => tell(value);
    }
}
