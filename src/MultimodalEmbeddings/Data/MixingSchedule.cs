namespace MultimodalEmbeddings.Data;

/// <summary>Which step of an epoch draws captions, and how many steps an epoch has.</summary>
/// <remarks>
/// MCSE, <c>train_mix.py</c>: with T text batches and P caption batches, an epoch has T + P steps, and step s is a caption batch
/// iff s mod k = 0, k = T / P rounded down.
/// </remarks>
internal sealed class MixingSchedule
{
    private readonly int _interval;

    private MixingSchedule(int batchesPerEpoch, int interval) => (BatchesPerEpoch, _interval) = (batchesPerEpoch, interval);

    public int BatchesPerEpoch { get; }

    /// <param name="sentences">The number of sentences without an image.</param>
    /// <param name="captions">The number of captions.</param>
    /// <param name="batchSize">Sentences in a batch.</param>
    /// <param name="interval">k, or null for the reference's.</param>
    /// <exception cref="ArgumentException">There are fewer text batches than caption batches, so that k would be 0.</exception>
    public static MixingSchedule Create(int sentences, int captions, int batchSize, int? interval)
    {
        var textBatches = BatchSampler.BatchesPerPass(sentences, batchSize);
        var captionBatches = BatchSampler.BatchesPerPass(captions, batchSize);
        if (textBatches == 0 || captionBatches == 0)
        {
            return new MixingSchedule(textBatches + captionBatches, captionBatches == 0 ? 0 : 1);
        }

        return Fault(sentences, captions, batchSize, interval) is { } fault
            ? throw new ArgumentException(fault)
            : new MixingSchedule(textBatches + captionBatches, interval ?? textBatches / captionBatches);
    }

    /// <summary>What is wrong with corpora of these sizes, as a sentence, or null.</summary>
    /// <inheritdoc cref="Create" path="/param"/>
    public static string? Fault(int sentences, int captions, int batchSize, int? interval)
    {
        var textBatches = BatchSampler.BatchesPerPass(sentences, batchSize);
        var captionBatches = BatchSampler.BatchesPerPass(captions, batchSize);
        return interval is null && textBatches > 0 && textBatches < captionBatches
            ? $"There are fewer batches of sentences ({textBatches}) than of captions ({captionBatches}), so their ratio rounds down " +
                "to 0. Add sentences, or set TrainingOptions.ImagePairInterval: every how many batches one holds captions."
            : null;
    }

    /// <param name="batch">The number of the batch in its epoch, from 0.</param>
    public bool IsCaptionBatch(int batch) => _interval > 0 && batch % _interval == 0;
}
