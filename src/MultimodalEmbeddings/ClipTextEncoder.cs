using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Tokenization;
using MultimodalEmbeddings.Transformers;
using MultimodalEmbeddings.Vision;
using static TorchSharp.torch;

namespace MultimodalEmbeddings;

/// <summary>
/// CLIP's text tower: texts to embeddings in the space that it shares with the images of an <see cref="ImageEncoder"/> of the
/// same model, so that a text finds images, and captions can ground sentences as images do.
/// </summary>
/// <remarks>
/// Radford et al. 2021, "Learning Transferable Visual Models From Natural Language Supervision", section 2.4. Where the files
/// hold no projection, embeddings are those before it, and are not comparable with images.
/// Safe for calls from many threads. An embedding does not depend on the other texts of a call (to 1e-5 of the largest
/// component).
/// </remarks>
public sealed class ClipTextEncoder : ISentenceEncoder, IDisposable
{
    private readonly ReaderWriterLockSlim _access = new();
    private readonly ClipTextTower _tower;
    private readonly SentenceBatches _batches;
    private bool _disposed;

    internal ClipTextEncoder(ClipTextTower tower, ITextTokenizer tokenizer, ClipTextOptions options)
    {
        (_tower, Normalizes, LogitScale) = (tower, options.Normalize, options.LogitScale);
        _batches = new SentenceBatches(
            tower.Dimension,
            new BatchWork(text => tokenizer.Encode(text, MaximumTokens), BatchPlan.CutPadded, Embed));
    }

    /// <inheritdoc/>
    public int Dimension => _tower.Dimension;

    /// <summary>Longer texts are cut to this many tokens, those that begin and end a text included: 77 in CLIP.</summary>
    public int MaximumTokens => _tower.MaximumTokens;

    /// <summary>Whether embeddings have length 1; not by default, as the features of an <see cref="ImageEncoder"/>.</summary>
    public bool Normalizes { get; }

    /// <summary>
    /// <c>logit_scale</c> of the model, the logarithm of 1/τ: its logits are exp(<see cref="LogitScale"/>) times the cosine of
    /// image and text. Null where the files hold none.
    /// </summary>
    public float? LogitScale { get; }

    /// <summary>Loads the text tower of a CLIP.</summary>
    /// <param name="directory">
    /// As Hugging Face's transformers writes a <c>CLIPModel</c>, <c>CLIPTextModelWithProjection</c> or <c>CLIPTextModel</c>:
    /// config.json, the weights (safetensors or PyTorch's .bin, one file or several) and the tokenizer's files.
    /// </param>
    /// <exception cref="CheckpointException">A file is missing, broken, or does not fit the others.</exception>
    /// <exception cref="TokenizerException">The same for the tokenizer's files.</exception>
    /// <exception cref="Runtime.NativeBackendException">The application has no libtorch.</exception>
    public static ClipTextEncoder Load(string directory) => From(directory).Build();

    /// <summary>Starts to configure an encoder.</summary>
    /// <inheritdoc cref="Load" path="/param"/>
    public static ClipTextEncoderBuilder From(string directory)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        return new ClipTextEncoderBuilder(directory);
    }

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The encoder is disposed.</exception>
    public void Encode(
        IReadOnlyList<string> sentences,
        Memory<float> embeddings,
        IProgress<int>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _batches.Encode(sentences, embeddings, progress, cancellationToken);
    }

    /// <summary>
    /// Encodes captions into a matrix, which a trainer compares sentences with
    /// (<see cref="Training.MultimodalContrastiveTrainerBuilder.AddImagePairs(IEnumerable{string}, FeatureMatrix)"/>) as it does
    /// with the features of images.
    /// </summary>
    /// <param name="captions">The captions, in any order and of any length.</param>
    /// <param name="progress">Told how many captions are done, in growing numbers.</param>
    /// <param name="cancellationToken">Checked between batches.</param>
    /// <returns>One row per caption, in their order, [captions, <see cref="Dimension"/>].</returns>
    /// <exception cref="ArgumentException">
    /// A caption is null, the features do not fit into one array, or the tower gives NaN or infinity for a caption.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The encoder is disposed.</exception>
    public FeatureMatrix EncodeFeatures(
        IReadOnlyList<string> captions, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(captions);

        return EncodedSentences.Encode(this, captions, progress, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _access.EnterWriteLock();
        try
        {
            if (!_disposed)
            {
                _disposed = true;
                _tower.Dispose();
            }
        }
        finally
        {
            _access.ExitWriteLock();
        }
    }

    /// <summary>Fills <paramref name="rows"/>, [texts, dimension].</summary>
    private void Embed(IReadOnlyList<int[]> texts, Memory<float> rows)
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();

        _access.EnterReadLock();
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var embeddings = _tower.forward(texts);
            var given = Normalizes ? nn.functional.normalize(embeddings) : embeddings;
            ParameterMemory.Of(given.contiguous()).CopyTo(rows.Span);
        }
        finally
        {
            _access.ExitReadLock();
        }
    }
}
