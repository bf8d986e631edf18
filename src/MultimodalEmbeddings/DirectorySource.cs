using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings;

/// <summary>An encoder in a directory.</summary>
internal sealed class DirectorySource(string directory) : IEncoderSource
{
    public (SentenceModel Model, ITextTokenizer Tokenizer, StoredOptions Stored) Open()
    {
        ModelFolder.Require(directory);
        var stored = EncoderDirectory.ReadOptions(directory);
        var folder = Path.Combine(directory, stored.TransformerFolder);
        ModelFolder.RequireModel(folder);

        using var checkpoint = Checkpoint.Open(folder);
        CheckDense(checkpoint.Configuration, stored);
        var tokenizer = TokenizerFiles.Load(folder);
        if (tokenizer.VocabularySize > checkpoint.Configuration.VocabularySize)
        {
            var words = EncoderTensors.Of(checkpoint.Configuration)[0];
            throw CheckpointMismatchException.OtherTokenizer(folder, words, tokenizer.VocabularySize);
        }

        return (new InferenceSentenceModel(new CheckpointWeights(checkpoint), stored.Dense), tokenizer, stored);
    }

    public Exception Unfit(string faults) =>
        new CheckpointException(directory, $"holds settings that do not fit its model: {faults}");

    private void CheckDense(EncoderConfiguration configuration, StoredOptions stored)
    {
        if (stored is { Dense: [var first, ..], Poolings: { } poolings })
        {
            DenseFile.CheckInput(directory, first, poolings.Count * configuration.HiddenSize);
        }
    }
}
