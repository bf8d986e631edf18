using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tokenization;
using MultimodalEmbeddings.Transformers;

namespace MultimodalEmbeddings;

/// <summary>An encoder in a directory.</summary>
internal sealed class DirectorySource(string directory) : IEncoderSource
{
    public (TransformerModel Model, ITextTokenizer Tokenizer, StoredOptions Stored) Open()
    {
        using var checkpoint = Checkpoint.Open(directory);
        var stored = EncoderDirectory.ReadOptions(directory);
        var tokenizer = TokenizerFiles.Load(directory);
        return (EncoderWeights.Load(checkpoint), tokenizer, stored);
    }
}
